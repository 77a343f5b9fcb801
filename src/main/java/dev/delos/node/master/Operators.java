package dev.delos.node.master;

import dev.delos.config.Operator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may give commands. Takes the same time whosever token is shown, if any. */
final class Operators {
  private final List<Known> all;

  /** An operator, and the header that they send. */
  private record Known(String name, String header) {}

  Operators(List<Operator> operators) {
    this.all =
        operators.stream()
            .map(operator -> new Known(operator.name(), "Bearer " + operator.token()))
            .toList();
  }

  /** The name of whoever shows that {@code Authorization}. */
  Optional<String> find(@Nullable String authorization) {
    byte[] shown = bytes(authorization == null ? "" : authorization);
    String name = null;
    for (Known known : all) {
      if (MessageDigest.isEqual(shown, bytes(known.header()))) {
        name = known.name();
      }
    }
    return Optional.ofNullable(name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
