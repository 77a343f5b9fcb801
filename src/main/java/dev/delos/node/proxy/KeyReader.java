package dev.delos.node.proxy;

import dev.delos.config.KeySource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link KeySource}: what is there, up to a size, within a time. */
final class KeyReader {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final Vertx vertx;
  private final KeySource source;
  private @Nullable HttpClient http;

  KeyReader(Vertx vertx, KeySource source) {
    this.vertx = vertx;
    this.source = source;
  }

  /** Fails with what was found instead, as far as that is known. */
  Future<String> read() {
    return (source.isUrl() ? fetch() : vertx.fileSystem().readFile(source.location()))
        .map(text -> checked(text).toString());
  }

  Future<Void> close() {
    return http == null ? Future.succeededFuture() : http.close();
  }

  private Future<Buffer> fetch() {
    Promise<Buffer> fetched = Promise.promise();
    // From a context: outside of one, a short answer has ended before anybody reads it.
    vertx.getOrCreateContext().runOnContext(now -> get().onComplete(fetched));
    return fetched.future();
  }

  private Future<Buffer> get() {
    HttpClient client = http == null ? vertx.createHttpClient() : http;
    http = client;
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(source.location())
                .setConnectTimeout(LIMIT.toMillis())
                .setIdleTimeout(LIMIT.toMillis()))
        .compose(request -> request.send())
        .compose(this::body)
        .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Reads no more than is allowed, whatever is sent. */
  private Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      var unused = response.request().connection().close();
      return Future.failedFuture(
          new KeySet.UnfitException("status " + response.statusCode(), "200 with a JWKS"));
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer text = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(text));
    response.handler(
        part -> {
          text.appendBuffer(part);
          if (text.length() > KeySet.MAX_BYTES) {
            whole.tryFail(tooLong());
            var unused = response.request().connection().close();
          }
        });
    return whole.future();
  }

  private static Buffer checked(Buffer text) {
    if (text.length() > KeySet.MAX_BYTES) {
      throw tooLong();
    }
    return text;
  }

  private static KeySet.UnfitException tooLong() {
    return new KeySet.UnfitException("a longer text", "up to " + KeySet.MAX_BYTES + " bytes");
  }
}
