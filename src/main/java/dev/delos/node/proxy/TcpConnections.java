package dev.delos.node.proxy;

import dev.delos.config.ClientLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The TCP connections of a proxy's port, before it is known what they want: those that are too many
 * are closed without a word, and so are those that ask for nothing. Belongs to the proxy's context.
 */
final class TcpConnections {
  /** Beside its WebSockets, what clients have of them: a page is fetched by several. */
  private static final int SHARE = 2;

  /** In place of a peer that has none. */
  private static final String NO_LIMIT = "";

  private final Vertx vertx;
  private final ClientLimits limits;
  private final Duration silence;
  private final Predicate<String> isForOthers;
  private final Runnable onRefused;
  private final Map<HttpConnection, Entry> open = new HashMap<>();
  private final Map<String, Integer> byPeer = new HashMap<>();

  private record Entry(String peer, long timer) {}

  /**
   * None yet.
   *
   * @param silence how long one may ask for nothing
   * @param isForOthers whether that peer brings connections of others, and has no limit of its own
   * @param onRefused told of each that is one too many
   */
  TcpConnections(
      Vertx vertx,
      ClientLimits limits,
      Duration silence,
      Predicate<String> isForOthers,
      Runnable onRefused) {
    this.vertx = vertx;
    this.limits = limits;
    this.silence = silence;
    this.isForOthers = isForOthers;
    this.onRefused = onRefused;
  }

  void opened(HttpConnection connection) {
    String host = connection.remoteAddress().hostAddress();
    ClientAddress address = ClientAddress.of(ClientAddress.parse(host));
    String peer = address.isLocal() || isForOthers.test(host) ? NO_LIMIT : address.key();
    long timer = vertx.setTimer(silence.toMillis(), id -> close(connection));
    open.put(connection, new Entry(peer, timer));
    connection.closeHandler(gone -> closed(connection));
    int ofPeer = peer.equals(NO_LIMIT) ? 0 : byPeer.merge(peer, 1, Integer::sum);
    if (open.size() > SHARE * limits.connections()
        || ofPeer > SHARE * limits.addressConnections()) {
      onRefused.run();
      close(connection);
    }
  }

  /** It has asked for something. */
  void spoke(HttpConnection connection) {
    Entry entry = open.get(connection);
    if (entry != null) {
      vertx.cancelTimer(entry.timer());
    }
  }

  /** It is not there any more. To be called for one that has become a WebSocket. */
  void closed(HttpConnection connection) {
    Entry entry = open.remove(connection);
    if (entry != null) {
      vertx.cancelTimer(entry.timer());
      byPeer.computeIfPresent(entry.peer(), (peer, many) -> many == 1 ? null : many - 1);
    }
  }

  int count() {
    return open.size();
  }

  private static void close(HttpConnection connection) {
    var unused = connection.close();
  }
}
