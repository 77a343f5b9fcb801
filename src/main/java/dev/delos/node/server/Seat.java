package dev.delos.node.server;

import dev.delos.sdk.Player;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.OptionalLong;

/** A player's place on this node. Belongs to the node's context. */
final class Seat {
  private final Player player;
  private final boolean isTransfer;
  private final boolean isReconnect;
  private final JsonObject transferParam;
  private long silencedUntil;
  private boolean isAnnounced;

  /** Since when it is in doubt, by {@link System#nanoTime()}; empty if it isn't. */
  private OptionalLong doubtedSince = OptionalLong.empty();

  Seat(
      Player player,
      boolean isTransfer,
      boolean isReconnect,
      JsonObject transferParam,
      long silencedUntil) {
    this.player = player;
    this.isTransfer = isTransfer;
    this.isReconnect = isReconnect;
    this.transferParam = transferParam;
    this.silencedUntil = silencedUntil;
  }

  /** As a proxy brings it. */
  static Seat of(int proxyId, JsonObject args) {
    return new Seat(
        new Player(
            args.getString("id"),
            args.getString("uid"),
            args.getString("name"),
            proxyId,
            args.getLong("epoch", 0L),
            args.getJsonObject("claims", new JsonObject())),
        args.getBoolean("isTransfer", false),
        args.getBoolean("isReconnect", false),
        args.getJsonObject("transferParam", new JsonObject()),
        args.getLong("silencedUntil", 0L));
  }

  /** With the client at another proxy. */
  Seat at(int proxyId, long newEpoch) {
    Seat moved =
        new Seat(
            new Player(
                player.id(), player.uid(), player.name(), proxyId, newEpoch, player.claims()),
            isTransfer,
            true,
            transferParam,
            silencedUntil);
    moved.isAnnounced = isAnnounced;
    return moved;
  }

  Player player() {
    return player;
  }

  boolean isTransfer() {
    return isTransfer;
  }

  boolean isReconnect() {
    return isReconnect;
  }

  JsonObject transferParam() {
    return transferParam;
  }

  /** Of two words that an account's player is here, whether this one is the later. */
  boolean isLaterThan(Seat other) {
    return player.epoch() != other.player.epoch()
        ? player.epoch() > other.player.epoch()
        : player.id().compareTo(other.player.id()) > 0;
  }

  /** Whether it is the same word, told once more. */
  boolean isSameAs(Seat other) {
    return player.equals(other.player);
  }

  /** Whether it is the same stay, be it told once more or come back from elsewhere. */
  boolean isOfTheStayOf(Seat other) {
    return player.id().equals(other.player.id());
  }

  long silencedUntil() {
    return silencedUntil;
  }

  boolean isSilenced(long now) {
    return silencedUntil > now;
  }

  void silence(long until) {
    silencedUntil = until;
  }

  /** Whether the mods know of the player. */
  boolean isAnnounced() {
    return isAnnounced;
  }

  void announced() {
    isAnnounced = true;
  }

  /** The network says that the player is here. */
  void confirmed() {
    doubtedSince = OptionalLong.empty();
  }

  /** The network says otherwise: for how long already. */
  Duration doubted() {
    long now = System.nanoTime();
    if (doubtedSince.isEmpty()) {
      doubtedSince = OptionalLong.of(now);
    }
    return Duration.ofNanos(now - doubtedSince.getAsLong());
  }
}
