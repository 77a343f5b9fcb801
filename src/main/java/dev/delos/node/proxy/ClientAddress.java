package dev.delos.node.proxy;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is. Of IPv6 the network counts (/64): whoever has one address of it has them all.
 *
 * @param key names the address, or the network
 * @param isLocal whether it is this machine
 */
record ClientAddress(String key, boolean isLocal) {
  private static final int NETWORK_BYTES = 8;

  /** In place of an address that isn't known: it is counted as one. */
  static final ClientAddress UNKNOWN = new ClientAddress("unknown", false);

  static ClientAddress of(@Nullable InetAddress address) {
    if (address == null) {
      return UNKNOWN;
    }
    if (address instanceof Inet6Address six && !six.isLoopbackAddress()) {
      byte[] network = Arrays.copyOf(Arrays.copyOf(six.getAddress(), NETWORK_BYTES), 16);
      return new ClientAddress(NetUtil.bytesToIpAddress(network) + "/64", false);
    }
    return new ClientAddress(address.getHostAddress(), address.isLoopbackAddress());
  }

  /** The address that a text says, without asking anybody for names; null if it is none. */
  static @Nullable InetAddress parse(@Nullable String text) {
    return text == null ? null : NetUtil.createInetAddressFromIpAddressString(text);
  }
}
