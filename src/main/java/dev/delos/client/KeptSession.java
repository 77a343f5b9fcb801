package dev.delos.client;

import dev.delos.protocol.Frame;
import dev.delos.protocol.Limits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session, kept in a storage, so that a later client of the same account goes on with it.
 * Belongs to the client that was welcomed last.
 */
final class KeptSession {
  private static final Logger log = LoggerFactory.getLogger(KeptSession.class);

  private final Optional<SessionStorage> storage;
  private final String key;
  private final String page = UUID.randomUUID().toString();

  /**
   * Looks at nothing yet.
   *
   * @param token whose account's session it is
   */
  KeptSession(@Nullable SessionStorage storage, List<URI> proxies, String token) {
    Optional<String> uid = uid(token);
    JsonArray name = new JsonArray();
    proxies.forEach(proxy -> name.add(proxy.toString()));
    this.storage = uid.flatMap(known -> Optional.ofNullable(storage));
    this.key = "delos.resume " + name.add(uid.orElse("")).encode();
  }

  /** Whose token it is: the proxy checks that, we only tell accounts apart. */
  private static Optional<String> uid(String token) {
    return harmless(
        () -> {
          byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
          return new JsonObject(new String(claims, StandardCharsets.UTF_8)).getString("sub");
        });
  }

  /** What was kept by whatever client. */
  Optional<Frame.Resume> recall() {
    return read().map(kept -> new Frame.Resume(kept.getString("id"), kept.getLong("seq")));
  }

  /** Whether another client has been welcomed since this one was. */
  boolean isAnothers() {
    return read().filter(kept -> !isMine(kept)).isPresent();
  }

  /** A session that this client goes on with from now on. */
  void keep(String id, long seq) {
    write(new JsonObject().put("id", id).put("seq", seq).put("page", page));
  }

  /** An event was handled here. */
  void advance(long seq) {
    read().filter(this::isMine).ifPresent(kept -> write(kept.put("seq", seq)));
  }

  /** There is nothing to go on with, unless another client has it. */
  void forget() {
    if (!isAnothers()) {
      change(store -> store.removeItem(key));
    }
  }

  private boolean isMine(JsonObject kept) {
    return page.equals(kept.getString("page"));
  }

  private Optional<JsonObject> read() {
    return storage.flatMap(
        store ->
            harmless(
                    () -> {
                      String kept = store.getItem(key);
                      return kept == null ? null : new JsonObject(kept);
                    })
                .filter(KeptSession::isWhole));
  }

  private static boolean isWhole(JsonObject kept) {
    return kept.getValue("id") instanceof String id
        && !id.isEmpty()
        && id.length() <= Limits.MAX_NAME_LENGTH
        && kept.getValue("seq") instanceof Number seq
        && seq.longValue() >= 0
        && kept.getValue("page") instanceof String;
  }

  private void write(JsonObject kept) {
    change(store -> store.setItem(key, kept.encode()));
  }

  private void change(Consumer<SessionStorage> work) {
    storage.ifPresent(
        store ->
            harmless(
                () -> {
                  work.accept(store);
                  return null;
                }));
  }

  private static <T> Optional<T> harmless(Supplier<@Nullable T> access) {
    try {
      return Optional.ofNullable(access.get());
    } catch (RuntimeException e) {
      log.debug("nothing is kept: {}", e.toString());
      return Optional.empty();
    }
  }
}
