package dev.delos.conformance;

import static dev.delos.conformance.ProbeNetwork.EAST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.EAST_MASTER;
import static dev.delos.conformance.ProbeNetwork.EAST_SERVICE;
import static dev.delos.conformance.ProbeNetwork.WEST_PROXY;
import static dev.delos.conformance.ProbeNetwork.WEST_SERVICE;
import static dev.delos.conformance.ProbeNetwork.await;
import static dev.delos.conformance.ProbeNetwork.heard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.MasterCalls;
import dev.delos.sdk.ServerCalls;
import dev.delos.sdk.ServiceCalls;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The table of events, its first two rows: to listen, and what stays on one node. */
abstract class ListeningRows {
  private static final int MANY = 200;

  private final ProbeNetwork network;
  private final ServerCalls eastLobby = Probes.server(EAST_LOBBY);
  private final ServiceCalls eastService = Probes.service(EAST_SERVICE);
  private final ServiceCalls westService = Probes.service(WEST_SERVICE);
  private final MasterCalls eastMaster = Probes.master(EAST_MASTER);

  ListeningRows(ProbeNetwork network) {
    this.network = network;
  }

  @Test
  void listenForEvent() {
    Queue<JsonObject> right = new ConcurrentLinkedQueue<>();
    Queue<JsonObject> wrong = new ConcurrentLinkedQueue<>();
    Queue<Context> contexts = new ConcurrentLinkedQueue<>();
    westService.listenForEvent("probe", Probes.SERVICE, "Listened", right::add);
    westService.listenForEvent(
        "probe", Probes.SERVICE, "Listened", data -> contexts.add(Vertx.currentContext()));
    westService.listenForEvent("probe", Probes.SERVICE, "Other", wrong::add);
    westService.listenForEvent("probe", Probes.SERVER, "Listened", wrong::add);
    westService.listenForEvent("daily", Probes.SERVICE, "Listened", wrong::add);
    eastService.notifyToServiceNode(WEST_SERVICE, "Listened", data("listen"));
    await().until(() -> !contexts.isEmpty());
    assertThat(right).containsExactly(data("listen"));
    assertThat(wrong).isEmpty();
    assertThat(contexts)
        .extracting(context -> ((ContextInternal) context).unwrap())
        .containsExactly(((ContextInternal) westService.context()).unwrap());
  }

  @Test
  void handlersOfOneNodeRunOneAtATime() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    Handler<JsonObject> handler =
        data -> {
          overlaps.addAndGet(inside.getAndIncrement());
          Thread.onSpinWait();
          inside.decrementAndGet();
          calls.incrementAndGet();
        };
    westService.listenForEvent("probe", Probes.SERVICE, "Turns", handler);
    westService.listenForEvent("probe", Probes.SERVER, "Turns", handler);
    for (int i = 0; i < MANY; i++) {
      eastService.notifyToServiceNode(WEST_SERVICE, "Turns", new JsonObject());
      eastLobby.notifyToServiceNode(WEST_SERVICE, "Turns", new JsonObject());
    }
    await().until(() -> calls.get() == 2 * MANY);
    assertThat(overlaps).hasValue(0);
  }

  @Test
  void unlistenForEvent() {
    Queue<JsonObject> ended = new ConcurrentLinkedQueue<>();
    Queue<JsonObject> going = new ConcurrentLinkedQueue<>();
    Handler<JsonObject> handler = ended::add;
    westService.listenForEvent("probe", Probes.SERVICE, "Unlistened", handler);
    westService.listenForEvent("probe", Probes.SERVICE, "Unlistened", going::add);
    eastService.notifyToServiceNode(WEST_SERVICE, "Unlistened", data("first"));
    await().until(() -> going.size() == 1);
    westService.unlistenForEvent("probe", Probes.SERVICE, "Unlistened", handler);
    eastService.notifyToServiceNode(WEST_SERVICE, "Unlistened", data("second"));
    await().until(() -> going.size() == 2);
    assertThat(ended).containsExactly(data("first"));
  }

  @Test
  void unlistenAllEvents() {
    network.run(ProbeNetwork.service(3003));
    ServiceCalls deaf = Probes.service(3003);
    Queue<JsonObject> ended = new ConcurrentLinkedQueue<>();
    deaf.listenForEvent("probe", Probes.SERVICE, "One", ended::add);
    deaf.listenForEvent("probe", Probes.SERVICE, "Two", ended::add);
    deaf.unlistenAllEvents();
    deaf.broadcastEvent("One", data("unlistenAll"));
    deaf.broadcastEvent("Two", data("unlistenAll"));
    deaf.broadcastEvent(Probes.EVENT, data("unlistenAll"));
    deaf.broadcastEvent(Neighbour.EVENT, data("neighbour"));
    assertThat(ended).isEmpty();
    assertThat(heard("unlistenAll")).isEmpty();
    assertThat(heard("neighbour")).extracting(Heard::where).containsExactly("3003");
    network.stop(3003);
  }

  @Test
  void broadcastEvent() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    eastLobby.broadcastEvent(Neighbour.EVENT, data("of lobby"));
    westService.broadcastEvent(Neighbour.EVENT, data("of service"));
    eastMaster.broadcastEvent(Neighbour.EVENT, data("of master"));
    alice.calls().broadcastEvent(Neighbour.EVENT, data("of client"));
    network.assertHeard("of lobby", EAST_LOBBY);
    network.assertHeard("of service", WEST_SERVICE);
    network.assertHeard("of master", EAST_MASTER);
    network.assertHeard("of client", "alice-2001");
  }

  private static JsonObject data(String call) {
    return new JsonObject().put("call", call);
  }
}
