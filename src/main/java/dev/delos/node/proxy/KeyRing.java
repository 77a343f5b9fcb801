package dev.delos.node.proxy;

import dev.delos.config.ConfigException;
import dev.delos.config.KeySource;
import dev.delos.config.LoginConfig;
import dev.delos.config.TokenRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of players' tokens, read anew from where they come: from time to time, and when a token
 * names a key that isn't known. Those that are known stay until a new set is good. Belongs to the
 * proxy's context.
 */
final class KeyRing {
  private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

  /** However many tokens name unknown keys, the source is read no more often for it. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final TokenRules rules;
  private final Optional<KeySource> source;
  private final Optional<KeyReader> reader;
  private @Nullable KeySet keys;
  private @Nullable String text;
  private Future<Void> reading = Future.succeededFuture();
  private long readAt;
  private long timer = -1;
  private int failures;

  KeyRing(Vertx vertx, LoginConfig config) {
    this.vertx = vertx;
    this.rules = config.rules();
    this.source = config.keys();
    this.reader = source.map(from -> new KeyReader(vertx, from));
    this.keys = config.secret().map(key -> KeySet.ofSecret(vertx, rules, key)).orElse(null);
  }

  /** Reads the keys for the first time; fails with a {@link ConfigException} without good ones. */
  Future<Void> open() {
    if (source.isEmpty()) {
      return Future.succeededFuture();
    }
    KeySource from = source.get();
    return read()
        .onSuccess(read -> timer = vertx.setPeriodic(from.reread().toMillis(), id -> reread()))
        .recover(failure -> Future.failedFuture(explain(from, failure)));
  }

  Future<Void> close() {
    vertx.cancelTimer(timer);
    return reader.map(KeyReader::close).orElseGet(Future::succeededFuture);
  }

  /** The keys for a token that names that one, or none; if need be, after a look at the source. */
  Future<KeySet> keysFor(@Nullable String id) {
    KeySet now = keys();
    boolean isLookedUp =
        now.mayHave(id)
            || source.isEmpty()
            || (reading.isComplete() && System.nanoTime() - readAt < ASK_AGAIN.toNanos());
    return isLookedUp ? Future.succeededFuture(now) : reread().map(read -> keys());
  }

  KeySet keys() {
    if (keys == null) {
      throw new IllegalStateException("not open");
    }
    return keys;
  }

  private Future<Void> reread() {
    return read()
        .onSuccess(read -> failures = 0)
        .recover(
            failure -> {
              failures++;
              log.warn(
                  "the keys of players' tokens can't be read anew ({} times in a row), those that"
                      + " were are kept: {}: {}",
                  failures,
                  source.map(KeySource::location).orElse(""),
                  failure.toString());
              return Future.succeededFuture();
            });
  }

  /** One at a time: who asks meanwhile gets what the first one does. */
  private Future<Void> read() {
    if (reading.isComplete()) {
      readAt = System.nanoTime();
      reading = reader.orElseThrow().read().map(this::take);
    }
    return reading;
  }

  private @Nullable Void take(String newText) {
    if (!newText.equals(text)) {
      KeySet read = KeySet.parse(vertx, rules, newText);
      log.info("keys of players' tokens: {}", read);
      keys = read;
      text = newText;
    }
    return null;
  }

  private static ConfigException explain(KeySource from, Throwable failure) {
    return failure instanceof KeySet.UnfitException unfit
        ? new ConfigException(
            from.file(), from.key(), unfit.found() + " at " + from.location(), unfit.allowed())
        : new ConfigException(
            from.file(),
            from.key(),
            from.location() + " (" + failure.getMessage() + ")",
            "a readable PEM or JWKS");
  }
}
