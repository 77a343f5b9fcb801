package dev.delos.cluster;

import io.vertx.core.json.JsonObject;

/**
 * Where an account is online.
 *
 * @param proxyId the proxy that holds the connection
 * @param proxyIncarnation that proxy's life: of another one, the connection is gone
 * @param session the connection's player id
 * @param epoch of two logins or moves of an account the later has the greater
 * @param serverId the lobby or game that the player is on or goes to, or 0 while between two
 * @param resumeSeconds how long the session outlives its proxy, to be taken over by another
 */
public record Online(
    String uid,
    int proxyId,
    long proxyIncarnation,
    String session,
    long epoch,
    int serverId,
    int resumeSeconds) {
  /** One that ends with its proxy. */
  public Online(
      String uid, int proxyId, long proxyIncarnation, String session, long epoch, int serverId) {
    this(uid, proxyId, proxyIncarnation, session, epoch, serverId, 0);
  }

  /** Held by another proxy, from now on: under a greater epoch. */
  public Online at(int newProxyId, long newIncarnation) {
    return new Online(uid, newProxyId, newIncarnation, session, epoch + 1, serverId, resumeSeconds);
  }

  /** On its way to a lobby or game: under a greater epoch, each time. */
  public Online movedTo(int newServerId) {
    return new Online(
        uid, proxyId, proxyIncarnation, session, epoch + 1, newServerId, resumeSeconds);
  }

  Online withEpoch(long newEpoch) {
    return new Online(uid, proxyId, proxyIncarnation, session, newEpoch, serverId, resumeSeconds);
  }

  /** Of two logins of one account, whether this one counts. */
  boolean isLaterThan(Online other) {
    return epoch != other.epoch ? epoch > other.epoch : session.compareTo(other.session) > 0;
  }

  /** The form in which it is kept: equal ones have equal texts. */
  String encode() {
    return new JsonObject()
        .put("uid", uid)
        .put("proxyId", proxyId)
        .put("proxyIncarnation", proxyIncarnation)
        .put("session", session)
        .put("epoch", epoch)
        .put("serverId", serverId)
        .put("resumeSeconds", resumeSeconds)
        .encode();
  }

  static Online decode(String text) {
    JsonObject json = new JsonObject(text);
    return new Online(
        json.getString("uid"),
        json.getInteger("proxyId"),
        json.getLong("proxyIncarnation"),
        json.getString("session"),
        json.getLong("epoch"),
        json.getInteger("serverId"),
        json.getInteger("resumeSeconds", 0));
  }
}
