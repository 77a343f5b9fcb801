package dev.delos.cluster;

import dev.delos.protocol.NodeInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;

/** Makes a node's server id its own in the whole network, as long as its process is a member. */
final class ServerIdClaim {
  private static final String MAP = "delos.serverIds";
  private static final String SEPARATOR = "/";

  private final Vertx vertx;
  private final Members members;
  private final int serverId;
  private final String value;

  ServerIdClaim(Vertx vertx, Members members, NodeInfo self) {
    this.vertx = vertx;
    this.members = members;
    this.serverId = self.serverId();
    this.value = self.memberId() + SEPARATOR + self.incarnation();
  }

  /** Fails with a {@link DuplicateServerIdException} if a node that lives has the id. */
  Future<Void> take() {
    return map()
        .compose(
            map ->
                map.putIfAbsent(serverId, value)
                    .compose(
                        holder ->
                            holder == null
                                ? Future.succeededFuture()
                                : takeFromTheDead(map, holder)));
  }

  private Future<Void> takeFromTheDead(AsyncMap<Integer, String> map, String holder) {
    if (members.isMember(memberIdOf(holder))) {
      return Future.failedFuture(new DuplicateServerIdException(serverId));
    }
    return map.replaceIfPresent(serverId, holder, value)
        .compose(
            taken ->
                taken
                    ? Future.succeededFuture()
                    : Future.failedFuture(new DuplicateServerIdException(serverId)));
  }

  /** Whether that life of a node has its id still: its process is a member. */
  Future<Boolean> isTaken(int otherId, long incarnation) {
    return map()
        .compose(map -> map.get(otherId))
        .map(
            holder ->
                holder != null
                    && holder.endsWith(SEPARATOR + incarnation)
                    && members.isMember(memberIdOf(holder)));
  }

  private static String memberIdOf(String holder) {
    return holder.substring(0, holder.indexOf(SEPARATOR));
  }

  Future<Void> release() {
    return map().compose(map -> map.removeIfPresent(serverId, value)).mapEmpty();
  }

  private Future<AsyncMap<Integer, String>> map() {
    return vertx.sharedData().getAsyncMap(MAP);
  }
}
