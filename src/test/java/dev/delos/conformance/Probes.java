package dev.delos.conformance;

import dev.delos.sdk.ClientCalls;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.MasterCalls;
import dev.delos.sdk.ModCalls;
import dev.delos.sdk.ServerCalls;
import dev.delos.sdk.ServiceCalls;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The probe mod's systems that run in this JVM, and what they have heard. Static, because mods are
 * made by a service loader: one network at a time.
 */
final class Probes {
  /** The event that all systems of the mod listen for, from each of them. */
  static final String EVENT = "ProbeEvent";

  static final String CLIENT = "ProbeClientSystem";
  static final String SERVER = "ProbeServerSystem";
  static final String SERVICE = "ProbeServiceSystem";
  static final String MASTER = "ProbeMasterSystem";

  private static final List<String> ENGINE =
      List.of(
          EngineEvents.ADD_SERVER_PLAYER,
          EngineEvents.DEL_SERVER_PLAYER,
          EngineEvents.SERVICE_CONNECT,
          EngineEvents.SERVICE_DISCONNECT,
          EngineEvents.MASTER_CONNECT_STATUS,
          EngineEvents.SERVER_CONNECTED,
          EngineEvents.SERVER_DISCONNECT,
          EngineEvents.UPDATE_SERVER_STATUS,
          EngineEvents.PLAYER_LOGIN_SERVER,
          EngineEvents.PLAYER_LOGOUT_SERVER,
          EngineEvents.PLAYER_TRANSFER_SERVER,
          EngineEvents.UI_INIT_FINISHED,
          EngineEvents.SERVER_WILL_SHUT_DOWN);

  private static final Map<Integer, ServerCalls> servers = new ConcurrentHashMap<>();
  private static final Map<Integer, ServiceCalls> services = new ConcurrentHashMap<>();
  private static final Map<Integer, MasterCalls> masters = new ConcurrentHashMap<>();
  private static final Map<String, ClientCalls> clients = new ConcurrentHashMap<>();
  private static final Queue<Heard> heard = new ConcurrentLinkedQueue<>();

  private Probes() {}

  static void add(ServerCalls server) {
    servers.put(server.serverId(), server);
    listen(Integer.toString(server.serverId()), server);
  }

  static void add(ServiceCalls service) {
    services.put(service.serverId(), service);
    listen(Integer.toString(service.serverId()), service);
  }

  static void add(MasterCalls master) {
    masters.put(master.serverId(), master);
    listen(Integer.toString(master.serverId()), master);
  }

  static void add(String name, ClientCalls client) {
    clients.put(name, client);
    listen(name, client);
  }

  static void gone(int serverId) {
    servers.remove(serverId);
    services.remove(serverId);
    masters.remove(serverId);
  }

  static void gone(String client) {
    clients.remove(client);
  }

  static ServerCalls server(int serverId) {
    return servers.get(serverId);
  }

  static ServiceCalls service(int serverId) {
    return services.get(serverId);
  }

  static MasterCalls master(int serverId) {
    return masters.get(serverId);
  }

  static ClientCalls client(String name) {
    return clients.get(name);
  }

  /** The names of all places that hear broadcasts: servers, services, clients; masters apart. */
  static Stream<String> places() {
    return Stream.concat(
        Stream.concat(servers.keySet().stream(), services.keySet().stream()).map(String::valueOf),
        clients.keySet().stream());
  }

  static Stream<Heard> heard() {
    return heard.stream();
  }

  static void forgetAll() {
    heard.clear();
  }

  static void note(Heard event) {
    heard.add(event);
  }

  private static void listen(String where, ModCalls<?> system) {
    for (String sender : List.of(CLIENT, SERVER, SERVICE, MASTER)) {
      system.listenNow(
          ProbeMod.NAME, sender, EVENT, data -> note(new Heard(where, sender, EVENT, data)));
    }
    for (String event : ENGINE) {
      system.listenNow(
          EngineEvents.NAMESPACE,
          EngineEvents.SYSTEM_NAME,
          event,
          data -> note(new Heard(where, EngineEvents.SYSTEM_NAME, event, data)));
    }
  }
}
