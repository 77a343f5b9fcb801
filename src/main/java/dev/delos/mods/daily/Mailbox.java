package dev.delos.mods.daily;

import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands waiting grants to the sink, one after another. What fails keeps waiting. */
final class Mailbox {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  private final RewardSink sink;

  Mailbox(RewardSink sink) {
    this.sink = sink;
  }

  /** Delivers what it can. Never fails: a grant that can't be delivered doesn't hold up others. */
  Future<Contents> deliver(String uid, List<Grant> grants) {
    return next(uid, grants.iterator(), new Contents(grants));
  }

  private Future<Contents> next(String uid, Iterator<Grant> grants, Contents contents) {
    if (!grants.hasNext()) {
      return Future.succeededFuture(contents);
    }
    Grant grant = grants.next();
    UUID grantId = grant.id();
    return sink.deliver(uid, grant)
        .compose(
            delivery -> {
              contents.delivered(grantId, delivery);
              return next(uid, grants, contents);
            },
            failure -> afterFailure(uid, grantId, grants, contents, failure));
  }

  /** A sink that refused this grant may take the next one; one that is out of reach won't. */
  private Future<Contents> afterFailure(
      String uid, UUID grantId, Iterator<Grant> grants, Contents contents, Throwable failure) {
    log.warn("grant {} of {} waits: {}", grantId, uid, failure.getMessage());
    boolean outOfReach =
        failure instanceof RpcException rpc && rpc.code() != RpcException.Code.REMOTE_ERROR;
    return outOfReach ? Future.succeededFuture(contents) : next(uid, grants, contents);
  }

  /** What is still in the mailbox, and what the player holds. */
  static final class Contents {
    private final Map<UUID, Grant> waiting = new LinkedHashMap<>();
    private final Set<UUID> withoutRoom = new HashSet<>();
    private Optional<Inventory> inventory = Optional.empty();

    private Contents(List<Grant> grants) {
      grants.forEach(grant -> waiting.put(grant.id(), grant));
    }

    private void delivered(UUID grantId, Delivery delivery) {
      inventory = Optional.of(delivery.inventory());
      if (delivery.code() == DeliveryCode.FULL) {
        withoutRoom.add(grantId);
      } else {
        waiting.remove(grantId);
      }
    }

    boolean isWaiting(UUID grantId) {
      return waiting.containsKey(grantId);
    }

    /** Whether it waits because the bag has no room. */
    boolean hasNoRoom(UUID grantId) {
      return withoutRoom.contains(grantId);
    }

    /** Brings a display up to date, and returns it. */
    JsonObject applyTo(JsonObject display) {
      inventory.ifPresent(held -> held.writeTo(display));
      return display.put(
          "mailbox", new JsonArray(waiting.values().stream().map(this::mail).toList()));
    }

    private JsonObject mail(Grant grant) {
      return new JsonObject()
          .put("grantId", grant.id().toString())
          .put("valid", grant.valid().toString())
          .put("reward", grant.reward().toJson())
          .put("expiresAt", grant.expiresAt().toEpochMilli())
          .put("noRoom", hasNoRoom(grant.id()));
    }
  }
}
