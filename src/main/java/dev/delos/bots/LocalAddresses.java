package dev.delos.bots;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A range of this machine's IPv4 addresses; on Linux, all of 127.0.0.0/8 are its own. */
final class LocalAddresses {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int DEFAULT_PORTS = 28_000;
  private static final int MOST = 1_024;
  private static final String ALLOWED =
      "an IPv4 address of this machine, or a range of at most 1024, such as 127.0.0.1-127.0.0.8";

  private LocalAddresses() {}

  /** Reads {@code first-last} or a single address. */
  static List<String> range(String option, String text) {
    String[] ends = text.split("-", -1);
    if (ends.length > 2) {
      throw OptionReader.refuse(option, text, ALLOWED);
    }
    long first = number(option, text, ends[0]);
    long last = number(option, text, ends[ends.length - 1]);
    if (last < first || last - first >= MOST) {
      throw OptionReader.refuse(option, text, ALLOWED);
    }
    List<String> addresses = new ArrayList<>();
    for (long address = first; address <= last; address++) {
      addresses.add(
          "%d.%d.%d.%d"
              .formatted(
                  address >> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255));
    }
    return addresses;
  }

  /** How many connections one local address can have to one remote port. */
  static int portsOfAnAddress() {
    try {
      String[] range = Files.readAllLines(PORTS).get(0).split("\\s+", -1);
      return Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1;
    } catch (IOException | RuntimeException notLinux) {
      return DEFAULT_PORTS;
    }
  }

  private static long number(String option, String text, String address) {
    if (IPV4.matcher(address).matches()) {
      try {
        long number = 0;
        for (byte part : InetAddress.getByName(address).getAddress()) {
          number = number << 8 | (part & 255);
        }
        return number;
      } catch (IOException notOne) {
        // As one that is no address at all.
      }
    }
    throw OptionReader.refuse(option, text, ALLOWED);
  }
}
