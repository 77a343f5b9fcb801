package dev.delos.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a node says of itself.
 *
 * @param serverId unique in the network
 * @param incarnation tells a node from its earlier lives: the greater one is the later
 * @param memberId the process that it runs in, by the cluster's own id
 * @param role {@code proxy}, {@code lobby}, {@code game}, {@code service} or {@code master}
 * @param type the kind of node, such as {@code daily_service}
 * @param modules the RPC modules that it answers
 * @param commands the operators' commands that its systems answer, by URL
 * @param mods the mods that it runs
 * @param version the version of Delos
 * @param load players or connections that it holds; 0 for services and masters
 * @param lease on the active master, the number of its lease, greater than that of all before it;
 *     else 0
 */
public record NodeInfo(
    int serverId,
    long incarnation,
    String memberId,
    String role,
    String type,
    List<String> modules,
    List<String> commands,
    List<String> mods,
    String version,
    NodeStatus status,
    int load,
    long lease) {
  public NodeInfo {
    modules = List.copyOf(modules);
    commands = List.copyOf(commands);
    mods = List.copyOf(mods);
  }

  /** A node that starts: nothing is known of it but its configuration. */
  public static NodeInfo starting(
      int serverId, long incarnation, String role, String type, List<String> mods, String version) {
    return new NodeInfo(
        serverId,
        incarnation,
        "",
        role,
        type,
        List.of(),
        List.of(),
        mods,
        version,
        NodeStatus.STARTING,
        0,
        0);
  }

  public NodeInfo withMember(String changed) {
    return with(changed, modules, commands, status, load, lease);
  }

  public NodeInfo withModules(List<String> changed) {
    return with(memberId, changed, commands, status, load, lease);
  }

  public NodeInfo withCommands(List<String> changed) {
    return with(memberId, modules, changed, status, load, lease);
  }

  public NodeInfo withStatus(NodeStatus changed) {
    return with(memberId, modules, commands, changed, load, lease);
  }

  public NodeInfo withLoad(int changed) {
    return with(memberId, modules, commands, status, changed, lease);
  }

  public NodeInfo withLease(long changed) {
    return with(memberId, modules, commands, status, load, changed);
  }

  /** The same node with what changes in its life. */
  private NodeInfo with(
      String newMemberId,
      List<String> newModules,
      List<String> newCommands,
      NodeStatus newStatus,
      int newLoad,
      long newLease) {
    return new NodeInfo(
        serverId,
        incarnation,
        newMemberId,
        role,
        type,
        newModules,
        newCommands,
        mods,
        version,
        newStatus,
        newLoad,
        newLease);
  }

  /** Whether it may be picked for new work. */
  public boolean isUp() {
    return status == NodeStatus.UP;
  }

  /** Whether it runs play: a lobby or a game. */
  public boolean isServer() {
    return role.equals("lobby") || role.equals("game");
  }

  public boolean isProxy() {
    return role.equals("proxy");
  }

  public boolean isService() {
    return role.equals("service");
  }

  public boolean isMaster() {
    return role.equals("master");
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("serverId", serverId)
        .put("incarnation", incarnation)
        .put("memberId", memberId)
        .put("role", role)
        .put("type", type)
        .put("modules", new JsonArray(modules))
        .put("commands", new JsonArray(commands))
        .put("mods", new JsonArray(mods))
        .put("version", version)
        .put("status", status.name())
        .put("load", load)
        .put("lease", lease);
  }

  public static NodeInfo fromJson(JsonObject json) {
    return new NodeInfo(
        json.getInteger("serverId"),
        json.getLong("incarnation"),
        json.getString("memberId"),
        json.getString("role"),
        json.getString("type"),
        strings(json.getJsonArray("modules")),
        strings(json.getJsonArray("commands")),
        strings(json.getJsonArray("mods")),
        json.getString("version"),
        NodeStatus.valueOf(json.getString("status")),
        json.getInteger("load"),
        json.getLong("lease"));
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
