package dev.delos.cluster;

import dev.delos.protocol.Addresses;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import dev.delos.protocol.RpcCall;
import dev.delos.protocol.RpcReply;
import dev.delos.protocol.ServerEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's place in the network: what it hears and says on the event bus. Made and used on the
 * context of the node's verticle; all handlers are called there.
 */
public final class ClusterNode {
  private static final Logger log = LoggerFactory.getLogger(ClusterNode.class);

  private final Vertx vertx;
  private final Members members;
  private final ServerIdClaim claim;
  private final Outbox outbox;
  private final NodeDirectory directory = new NodeDirectory(System::nanoTime);
  private final Announcer announcer;
  private final RpcDispatcher dispatcher;
  private final RpcCaller caller;
  private @Nullable MessageConsumer<JsonObject> consumer;
  private Handler<ServerEvent> serverEvents = event -> log.warn("not for this role: {}", event);
  private Handler<ClientsEvent> clientsEvents = event -> log.warn("not for this role: {}", event);

  /**
   * A node that is not in the network yet; {@link #join} makes it known.
   *
   * @param node with status STARTING
   */
  public ClusterNode(Vertx vertx, NodeInfo node) {
    Context context = vertx.getOrCreateContext();
    this.members =
        Members.of(vertx, memberId -> context.runOnContext(left -> directory.memberLeft(memberId)));
    NodeInfo self = node.withMember(members.selfId());
    this.outbox = new Outbox(vertx);
    this.claim = new ServerIdClaim(vertx, members, self);
    this.announcer = new Announcer(vertx, directory, self);
    this.dispatcher = new RpcDispatcher(vertx, self.serverId(), () -> !isDraining(), outbox);
    this.caller = new RpcCaller(vertx, self, directory, outbox);
    this.vertx = vertx;
  }

  /**
   * Takes the node's id and its addresses on the bus. Completes when it hears what is sent to it;
   * fails with a {@link DuplicateServerIdException} if another node has the id.
   */
  public Future<Void> join() {
    return claim.take().compose(taken -> listen()).compose(listening -> announcer.start());
  }

  private Future<Void> listen() {
    consumer = vertx.eventBus().consumer(Addresses.node(self().serverId()), this::receive);
    return consumer.completion();
  }

  /** Says that this node takes work from now on, for the modules that are registered. */
  public void up() {
    announcer.announce(self().withModules(dispatcher.modules()).withStatus(NodeStatus.UP));
  }

  /** Says that this node takes no new work. */
  public void drain() {
    announcer.announce(self().withStatus(NodeStatus.DRAINING));
  }

  /** Says that this node is gone, and hears nothing any more. */
  public Future<Void> leave() {
    members.close();
    return announcer.leave().eventually(this::unlisten).eventually(claim::release);
  }

  private Future<Void> unlisten() {
    return consumer == null ? Future.succeededFuture() : consumer.unregister();
  }

  /** Players or connections that this node holds: told to the others within seconds. */
  public void load(int load) {
    announcer.load(load);
  }

  public NodeInfo self() {
    return announcer.self();
  }

  public NodeDirectory directory() {
    return directory;
  }

  /** Where this node's own methods are registered. */
  public RpcDispatcher dispatcher() {
    return dispatcher;
  }

  /** Calls other nodes' methods. */
  public RpcCaller caller() {
    return caller;
  }

  /** Takes events from clients; in the order in which each proxy sent them. */
  public void onServerEvent(Handler<ServerEvent> handler) {
    serverEvents = handler;
  }

  /** Takes events for clients; in the order in which each server sent them. */
  public void onClientsEvent(Handler<ClientsEvent> handler) {
    clientsEvents = handler;
  }

  /** Sends a client's event to a lobby or game: best effort. */
  public void send(int serverId, ServerEvent event) {
    send(serverId, MessageKind.SERVER_EVENT, event.toJson());
  }

  /** Sends an event to clients of a proxy: best effort. */
  public void send(int proxyId, ClientsEvent event) {
    send(proxyId, MessageKind.CLIENTS_EVENT, event.toJson());
  }

  private void send(int serverId, MessageKind kind, JsonObject body) {
    outbox
        .send(serverId, kind, body)
        .onFailure(failure -> log.debug("an event was not sent: {}", failure.toString()));
  }

  private boolean isDraining() {
    return self().status() == NodeStatus.DRAINING;
  }

  private void receive(Message<JsonObject> message) {
    MessageKind kind = MessageKind.of(message);
    if (kind == null) {
      log.warn("a message of an unknown kind: {}", message.headers());
      return;
    }
    switch (kind) {
      case RPC -> dispatcher.dispatch(RpcCall.fromJson(message.body()));
      case RPC_REPLY -> caller.answered(RpcReply.fromJson(message.body()));
      case SERVER_EVENT -> serverEvents.handle(ServerEvent.fromJson(message.body()));
      case CLIENTS_EVENT -> clientsEvents.handle(ClientsEvent.fromJson(message.body()));
    }
  }
}
