package dev.delos.bench;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Requests through a NATS server. */
final class NatsCalls implements Calls {
  private static final String SUBJECT = "bench.echo";

  private final Connection connection;

  NatsCalls(int port) throws IOException, InterruptedException {
    connection = connect(port);
  }

  static void answer(int port) throws IOException, InterruptedException, TimeoutException {
    Connection connection = connect(port);
    connection
        .createDispatcher(
            message -> connection.publish(message.getReplyTo(), bytes(json(message.getData()))))
        .subscribe(SUBJECT);
    connection.flush(Duration.ofSeconds(5));
  }

  private static Connection connect(int port) throws IOException, InterruptedException {
    return Nats.connect("nats://127.0.0.1:" + port);
  }

  @Override
  public void call(JsonObject args, Consumer<JsonObject> reply) {
    var unused =
        connection
            .request(SUBJECT, bytes(args))
            .whenComplete(
                (message, failure) -> {
                  if (failure == null) {
                    reply.accept(json(message.getData()));
                  } else {
                    failure.printStackTrace();
                  }
                });
  }

  private static byte[] bytes(JsonObject json) {
    return json.toBuffer().getBytes();
  }

  private static JsonObject json(byte[] bytes) {
    return new JsonObject(Buffer.buffer(bytes));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
