package dev.delos.client;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One of our client libraries, as the tests of both see it. */
interface Terminals extends AutoCloseable {
  /**
   * A player who has not connected, with two systems of the mod {@code probe}: one that fails to
   * start, and {@code Client}.
   *
   * @param storage the name of where the session is kept
   */
  Terminal create(List<URI> urls, String token, Optional<String> storage);

  /** What the login brings, or the {@code code} of a refusal. */
  Future<JsonObject> logInAsGuest(URI proxy, String name);

  /** Puts the clock forward by which the library sees how long a proxy has been silent. */
  void skip(Duration time);

  @Override
  void close();

  /** A player. */
  interface Terminal {
    /** {@code id}, {@code uid} and {@code name} of the player; or a {@code code} if it is over. */
    Future<JsonObject> connect();

    Future<JsonObject> connectOnce();

    /** Connects, but not for the first time. */
    Future<JsonObject> connectAgain();

    /** Each state so far, with its code: {@code waiting CONNECTION_LOST}. */
    List<String> states();

    /** {@code id}, {@code uid} and {@code name}; empty while not online. */
    Optional<JsonObject> player();

    /** The codes of the frames that the proxy has refused. */
    List<String> faults();

    /** The texts that lobbies and services have answered, and what systems say to each other. */
    List<String> heard();

    /** What the engine has told: {@code lost 1006 true}, {@code back true NONE}. */
    List<String> engine();

    boolean notify(String event, JsonObject data);

    boolean notifyService(int serverId, String event, JsonObject data);

    void broadcast(String event, JsonObject data);

    void drop();

    Future<Void> close();

    default boolean say(String text) {
      return notify("Say", new JsonObject().put("text", text));
    }
  }
}
