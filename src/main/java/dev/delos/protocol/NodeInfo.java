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
 * @param mods the mods that it runs
 * @param version the version of Delos
 * @param load players or connections that it holds; 0 for services and masters
 */
public record NodeInfo(
    int serverId,
    long incarnation,
    String memberId,
    String role,
    String type,
    List<String> modules,
    List<String> mods,
    String version,
    NodeStatus status,
    int load) {
  public NodeInfo {
    modules = List.copyOf(modules);
    mods = List.copyOf(mods);
  }

  public NodeInfo withStatus(NodeStatus newStatus) {
    return new NodeInfo(
        serverId, incarnation, memberId, role, type, modules, mods, version, newStatus, load);
  }

  public NodeInfo withMember(String newMemberId) {
    return new NodeInfo(
        serverId, incarnation, newMemberId, role, type, modules, mods, version, status, load);
  }

  public NodeInfo withLoad(int newLoad) {
    return new NodeInfo(
        serverId, incarnation, memberId, role, type, modules, mods, version, status, newLoad);
  }

  public NodeInfo withModules(List<String> newModules) {
    return new NodeInfo(
        serverId, incarnation, memberId, role, type, newModules, mods, version, status, load);
  }

  /** Whether it may be picked for new work. */
  public boolean isUp() {
    return status == NodeStatus.UP;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("serverId", serverId)
        .put("incarnation", incarnation)
        .put("memberId", memberId)
        .put("role", role)
        .put("type", type)
        .put("modules", new JsonArray(modules))
        .put("mods", new JsonArray(mods))
        .put("version", version)
        .put("status", status.name())
        .put("load", load);
  }

  public static NodeInfo fromJson(JsonObject json) {
    return new NodeInfo(
        json.getInteger("serverId"),
        json.getLong("incarnation"),
        json.getString("memberId"),
        json.getString("role"),
        json.getString("type"),
        strings(json.getJsonArray("modules")),
        strings(json.getJsonArray("mods")),
        json.getString("version"),
        NodeStatus.valueOf(json.getString("status")),
        json.getInteger("load"));
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
