package dev.delos.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Calls by publish and subscribe through a Redis server: an id, then the JSON. */
final class RedisCalls implements Calls {
  private static final byte[] CALLS = "bench.calls".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REPLIES = "bench.replies".getBytes(StandardCharsets.US_ASCII);

  private final RedisClient client;
  private final StatefulRedisPubSubConnection<byte[], byte[]> publisher;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, Consumer<JsonObject>> pending = new ConcurrentHashMap<>();

  RedisCalls(int port) {
    client = client(port);
    publisher = client.connectPubSub(ByteArrayCodec.INSTANCE);
    subscribe(client, REPLIES, this::answered);
  }

  static void answer(int port) {
    RedisClient client = client(port);
    StatefulRedisPubSubConnection<byte[], byte[]> publisher =
        client.connectPubSub(ByteArrayCodec.INSTANCE);
    subscribe(client, CALLS, call -> publish(publisher, REPLIES, call.getLong(0), json(call)));
  }

  private static RedisClient client(int port) {
    return RedisClient.create(RedisURI.create("127.0.0.1", port));
  }

  private static void subscribe(RedisClient client, byte[] channel, Consumer<Buffer> messages) {
    StatefulRedisPubSubConnection<byte[], byte[]> subscriber =
        client.connectPubSub(ByteArrayCodec.INSTANCE);
    subscriber.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] from, byte[] message) {
            messages.accept(Buffer.buffer(message));
          }
        });
    subscriber.sync().subscribe(channel);
  }

  @Override
  public void call(JsonObject args, Consumer<JsonObject> reply) {
    long id = lastId.incrementAndGet();
    pending.put(id, reply);
    publish(publisher, CALLS, id, args);
  }

  private void answered(Buffer reply) {
    pending.remove(reply.getLong(0)).accept(json(reply));
  }

  private static void publish(
      StatefulRedisPubSubConnection<byte[], byte[]> publisher,
      byte[] channel,
      long id,
      JsonObject json) {
    Buffer message = Buffer.buffer().appendLong(id).appendBuffer(json.toBuffer());
    var unused = publisher.async().publish(channel, message.getBytes());
  }

  private static JsonObject json(Buffer message) {
    return new JsonObject(message.slice(Long.BYTES, message.length()));
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
