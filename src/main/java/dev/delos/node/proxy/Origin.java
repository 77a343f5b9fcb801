package dev.delos.node.proxy;

import dev.delos.config.EdgeConfig;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request comes from: the client's address, and in a browser the page. */
final class Origin {
  private static final int MOST_HOPS = 16;
  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^;\"]*)\"?\\s*(?:;|$)");
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]*)\\](?::\\d+)?|([0-9.]+):\\d+");

  private final EdgeConfig config;
  private final List<IpSubnetFilterRule> trusted;

  Origin(EdgeConfig config) {
    this.config = config;
    this.trusted =
        config.trustedProxies().stream()
            .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
            .toList();
  }

  /**
   * The client's address: the last one in the chain that isn't of a trusted proxy. What stands
   * before that, anybody may have written.
   */
  ClientAddress address(HttpServerRequest request) {
    InetAddress peer = ClientAddress.parse(request.remoteAddress().hostAddress());
    if (peer == null || !isTrusted(peer)) {
      return ClientAddress.of(peer);
    }
    InetAddress last = peer;
    for (String hop : hops(request)) {
      InetAddress address = ClientAddress.parse(hop);
      if (address == null) {
        break;
      }
      last = address;
      if (!isTrusted(address)) {
        break;
      }
    }
    return ClientAddress.of(last);
  }

  private boolean isTrusted(InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, 0);
    return trusted.stream().anyMatch(network -> network.matches(socket));
  }

  /** Whether a peer speaks for others. */
  boolean isTrusted(@Nullable String peer) {
    InetAddress address = ClientAddress.parse(peer);
    return address != null && isTrusted(address);
  }

  /** What the proxies wrote, the last one's first. */
  private List<String> hops(HttpServerRequest request) {
    List<String> hops = new ArrayList<>();
    boolean isPlain = config.forwardedHeader() == EdgeConfig.ForwardedHeader.X_FORWARDED_FOR;
    for (String line : request.headers().getAll(config.forwardedHeader().text())) {
      for (String hop : line.split(",", -1)) {
        hops.add(withoutPort(isPlain ? hop.strip() : forOf(hop)));
      }
    }
    Collections.reverse(hops);
    return hops.size() <= MOST_HOPS ? hops : hops.subList(0, MOST_HOPS);
  }

  private static String forOf(String element) {
    Matcher matcher = FOR.matcher(element);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String withoutPort(String node) {
    Matcher matcher = WITH_PORT.matcher(node);
    if (!matcher.matches()) {
      return node;
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  /** Whether the page that asks may: what is no browser names none. */
  boolean isAllowed(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || config.origins().contains("*")) {
      return true;
    }
    return config.origins().isEmpty()
        ? isOurs(origin, request.getHeader(HttpHeaders.HOST))
        : config.origins().stream().anyMatch(origin::equalsIgnoreCase);
  }

  private static boolean isOurs(String origin, @Nullable String host) {
    try {
      String authority = new URI(origin).getAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
