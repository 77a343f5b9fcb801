package dev.delos.cluster;

import dev.delos.protocol.Addresses;
import dev.delos.protocol.ClientEvent;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.ClientsText;
import dev.delos.protocol.JsonBytes;
import dev.delos.protocol.NodeEvent;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import dev.delos.protocol.RpcCall;
import dev.delos.protocol.RpcReply;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's place in the network: what it hears and says on the event bus. Made and used on the
 * context of the node's verticle; all handlers are called there.
 */
public final class ClusterNode {
  private static final Logger log = LoggerFactory.getLogger(ClusterNode.class);

  private static final long IDLE_LOOK_MS = 10;

  /**
   * When a node that was cut off listens anew: the others take its subscriptions out when they miss
   * it, some of them after it is back.
   */
  private static final List<Integer> LISTEN_ANEW_MS = List.of(500, 4_000, 12_000);

  /** How often a node looks whether the cluster still knows that it listens, and for orphans. */
  private static final long LOOK_MS = 5_000;

  private final Vertx vertx;
  private final Context context;
  private final Members members;
  private final ServerIdClaim claim;
  private final Outbox outbox;
  private final Inbox inbox;
  private final NodeDirectory directory = new NodeDirectory(System::nanoTime);
  private final Subscriptions subscriptions;
  private final Announcer announcer;
  private final RpcDispatcher dispatcher;
  private final RpcCaller caller;
  private final Doubts doubts;
  private final PresenceShare share;
  private final Presence presence;
  private final OrphanSweep orphans;
  private final EntryRules entryRules;
  private final UsedTokens usedTokens;
  private @Nullable MessageConsumer<Pack> consumer;
  private long lookTimer;
  private boolean looking;
  private Handler<ClientEvent> clientEvents = event -> log.warn("not for this role: {}", event);
  private Handler<NodeEvent> nodeEvents = event -> log.warn("not for this role: {}", event);
  private Handler<ClientsText> clientsTexts = event -> log.warn("not for this role: {}", event);

  /**
   * A node that is not in the network yet; {@link #join} makes it known.
   *
   * @param node with status STARTING
   */
  public ClusterNode(Vertx vertx, NodeInfo node) {
    this.context = vertx.getOrCreateContext();
    this.members =
        Members.of(
            vertx,
            memberId -> context.runOnContext(left -> directory.memberLeft(memberId)),
            () -> context.runOnContext(merged -> backFromAlone()));
    NodeInfo self = node.withMember(members.selfId());
    this.outbox = new Outbox(vertx);
    this.inbox = new Inbox(context, outbox, this::receive);
    this.claim = new ServerIdClaim(vertx, members, self);
    this.subscriptions = new Subscriptions(vertx);
    this.announcer = new Announcer(vertx, directory, outbox, self);
    this.dispatcher =
        new RpcDispatcher(
            vertx, self.serverId(), () -> !isDraining(), outbox, this::modulesChanged);
    this.caller = new RpcCaller(vertx, self, directory, outbox);
    this.doubts = new Doubts(directory, System::nanoTime);
    this.share = new PresenceShare(vertx);
    this.presence = new Presence(vertx, directory, doubts);
    this.orphans = new OrphanSweep(directory, presence, share, claim, self, System::nanoTime);
    this.entryRules = new EntryRules(vertx);
    this.usedTokens = new UsedTokens(vertx);
    this.vertx = vertx;
    directory.onLeave(left -> outbox.left(left.serverId()));
  }

  /**
   * Takes the node's id and its addresses on the bus. Completes when it hears what is sent to it;
   * fails with a {@link DuplicateServerIdException} if another node has the id.
   */
  public Future<Void> join() {
    return claim
        .take()
        .compose(taken -> listen())
        .compose(listening -> share.watch(this::lost))
        .compose(watching -> announcer.start())
        .onSuccess(joined -> lookTimer = vertx.setPeriodic(LOOK_MS, id -> look()));
  }

  private void lost(int partition) {
    context.runOnContext(now -> doubts.raise("partition " + partition + " was lost"));
  }

  private Future<Void> listen() {
    MessageConsumer<Pack> listening =
        vertx
            .eventBus()
            .consumer(Addresses.node(self().serverId()), message -> inbox.receive(message.body()));
    consumer = listening;
    return listening.completion();
  }

  private void backFromAlone() {
    log.info("node {} was cut off from the others and is back", self().serverId());
    doubts.raise("this process is back");
    LISTEN_ANEW_MS.forEach(after -> vertx.setTimer(after, id -> listenAnew()));
  }

  private void look() {
    lookAtSubscriptions();
    var unused = orphans.tick();
  }

  /** One look at a time: while the network splits or heals, the cluster may not answer for long. */
  private void lookAtSubscriptions() {
    if (looking) {
      return;
    }
    looking = true;
    Future.all(
            subscriptions.hold(Addresses.node(self().serverId())),
            subscriptions.hold(Addresses.NODES))
        .map(both -> both.<Boolean>list().stream().allMatch(held -> held))
        .onSuccess(
            held -> {
              if (!held) {
                log.warn("the cluster has lost node {}: it listens anew", self().serverId());
                listenAnew();
              }
            })
        .onFailure(failure -> log.debug("the cluster does not answer: {}", failure.toString()))
        .onComplete(done -> looking = false);
  }

  private void listenAnew() {
    MessageConsumer<Pack> old = consumer;
    if (old == null) {
      return;
    }
    listen()
        .eventually(old::unregister)
        .eventually(announcer::listenAnew)
        .onFailure(failure -> log.warn("can't listen anew: {}", failure.toString()));
  }

  /** Says that this node takes work from now on, for the modules that are registered. */
  public void up() {
    announcer.announce(self().withModules(dispatcher.modules()).withStatus(NodeStatus.UP));
  }

  private void modulesChanged() {
    if (self().status() != NodeStatus.STARTING) {
      announcer.announce(self().withModules(dispatcher.modules()));
    }
  }

  /** Says which operators' commands this node's systems answer. */
  public void commands(List<String> urls) {
    announcer.announce(self().withCommands(urls));
  }

  /**
   * Says that this node is the active master by a lease of that number, or with 0 that it isn't.
   */
  public void lease(long number) {
    announcer.announce(self().withLease(number));
  }

  /** Says that this node takes no new work. */
  public void drain() {
    announcer.announce(self().withStatus(NodeStatus.DRAINING));
  }

  /**
   * Completes when no call runs here and none of ours waits for its answer, or when the limit is
   * over.
   */
  public Future<Void> idle(Duration limit) {
    long begin = System.nanoTime();
    if (dispatcher.busy() + caller.waiting() == 0 || limit.isNegative()) {
      return Future.succeededFuture();
    }
    return vertx
        .timer(IDLE_LOOK_MS, TimeUnit.MILLISECONDS)
        .compose(later -> idle(limit.minusNanos(System.nanoTime() - begin)));
  }

  /** Says that this node is gone, and hears nothing any more. */
  public Future<Void> leave() {
    members.close();
    vertx.cancelTimer(lookTimer);
    return announcer.leave().eventually(this::unlisten).eventually(claim::release);
  }

  private Future<Void> unlisten() {
    MessageConsumer<Pack> last = consumer;
    consumer = null;
    return last == null ? Future.succeededFuture() : last.unregister();
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

  /** Where accounts are online, for all nodes. */
  public Presence presence() {
    return presence;
  }

  /** Who may enter the network. */
  public EntryRules entryRules() {
    return entryRules;
  }

  /** Which tokens were used. */
  public UsedTokens usedTokens() {
    return usedTokens;
  }

  /** How many processes the network has, as this one sees it. */
  public int members() {
    return members.count();
  }

  /** Takes events from systems of other nodes; in the order in which each node sent them. */
  public void onNodeEvent(Handler<NodeEvent> handler) {
    nodeEvents = handler;
  }

  /** Takes events from clients; in the order in which each proxy sent them. */
  public void onClientEvent(Handler<ClientEvent> handler) {
    clientEvents = handler;
  }

  /** Takes events for clients; in the order in which each server sent them. */
  public void onClientsText(Handler<ClientsText> handler) {
    clientsTexts = handler;
  }

  /** Sends an event to the systems of a node: best effort. */
  public void send(int serverId, NodeEvent event) {
    send(serverId, MessageKind.NODE_EVENT, event.toJson());
  }

  /** Sends an event to the systems of every node that matches: best effort. */
  public void broadcast(Predicate<NodeInfo> to, NodeEvent event) {
    broadcast(to, MessageKind.NODE_EVENT, () -> JsonBytes.write(event.toJson()));
  }

  /** Sends an event to clients of every proxy: best effort. */
  public void broadcast(ClientsEvent event) {
    broadcast(NodeInfo::isProxy, MessageKind.CLIENTS_EVENT, event::encode);
  }

  /** Sends a client's event to a lobby, game or service: best effort. */
  public void send(int serverId, ClientEvent event) {
    send(serverId, MessageKind.CLIENT_EVENT, event.toJson());
  }

  /** Sends an event to clients of a proxy: best effort. */
  public void send(int proxyId, ClientsEvent event) {
    noted(outbox.send(proxyId, MessageKind.CLIENTS_EVENT, event::encode));
  }

  /** Passes an event on to clients of another proxy: best effort. */
  public void send(int proxyId, ClientsText event) {
    noted(outbox.send(proxyId, MessageKind.CLIENTS_EVENT, event::encode));
  }

  private void send(int serverId, MessageKind kind, JsonObject body) {
    noted(outbox.send(serverId, kind, () -> JsonBytes.write(body)));
  }

  private void broadcast(Predicate<NodeInfo> to, MessageKind kind, Supplier<Buffer> body) {
    Buffer encoded = Outbox.encode(body);
    directory
        .reachableNodes()
        .filter(to)
        .map(NodeInfo::serverId)
        .toList()
        .forEach(serverId -> noted(outbox.send(serverId, kind, encoded)));
  }

  private static void noted(Future<Void> sent) {
    sent.onFailure(failure -> log.debug("an event was not sent: {}", failure.toString()));
  }

  private boolean isDraining() {
    return self().status() == NodeStatus.DRAINING;
  }

  private void receive(Pack.Message message) {
    Buffer body = message.body();
    switch (message.kind()) {
      case RPC -> dispatcher.dispatch(RpcCall.decode(body));
      case RPC_REPLY -> caller.answered(RpcReply.decode(body));
      case CLIENT_EVENT -> clientEvents.handle(ClientEvent.fromJson(JsonBytes.read(body)));
      case ANNOUNCEMENT -> announcer.heardOf(NodeInfo.fromJson(JsonBytes.read(body)));
      case NODE_EVENT -> nodeEvents.handle(NodeEvent.fromJson(JsonBytes.read(body)));
      case CLIENTS_EVENT -> clientsTexts.handle(ClientsText.decode(body));
    }
  }
}
