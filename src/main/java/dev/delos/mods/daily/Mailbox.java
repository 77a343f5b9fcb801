package dev.delos.mods.daily;

import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
  Future<Delivery> deliver(String uid, List<Grant> grants) {
    Set<UUID> waiting = grants.stream().map(Grant::id).collect(Collectors.toSet());
    return next(uid, grants.iterator(), new Delivery(waiting, Optional.empty()));
  }

  private Future<Delivery> next(String uid, Iterator<Grant> grants, Delivery soFar) {
    if (!grants.hasNext()) {
      return Future.succeededFuture(soFar);
    }
    UUID grantId = grants.next().id();
    return sink.deliver(uid, grantId)
        .compose(
            inventory -> next(uid, grants, soFar.with(grantId, inventory)),
            failure -> afterFailure(uid, grantId, grants, soFar, failure));
  }

  /** A sink that refused this grant may take the next one; one that is out of reach won't. */
  private Future<Delivery> afterFailure(
      String uid, UUID grantId, Iterator<Grant> grants, Delivery soFar, Throwable failure) {
    log.warn("grant {} of {} waits: {}", grantId, uid, failure.getMessage());
    boolean outOfReach =
        failure instanceof RpcException rpc && rpc.code() != RpcException.Code.REMOTE_ERROR;
    return outOfReach ? Future.succeededFuture(soFar) : next(uid, grants, soFar);
  }

  /**
   * What came of it.
   *
   * @param waiting the grants that were not delivered, or not surely
   * @param inventory what the player holds since; empty if nothing was delivered
   */
  record Delivery(Set<UUID> waiting, Optional<List<ItemCount>> inventory) {
    private Delivery with(UUID delivered, List<ItemCount> held) {
      Set<UUID> rest = new HashSet<>(waiting);
      rest.remove(delivered);
      return new Delivery(rest, Optional.of(held));
    }

    /** Brings a display up to date, and returns it. */
    JsonObject applyTo(JsonObject display) {
      inventory.ifPresent(items -> display.put("inventory", ItemCount.toJson(items)));
      return display;
    }
  }
}
