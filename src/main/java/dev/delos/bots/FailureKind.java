package dev.delos.bots;

import dev.delos.client.ConnectionClosedException;
import dev.delos.client.ConnectionState;
import dev.delos.client.LoginRefusedException;
import dev.delos.protocol.CloseCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.TimeoutException;

/** What a failure is counted as. */
final class FailureKind {
  private FailureKind() {}

  static String of(Throwable failure) {
    if (failure instanceof ConnectionClosedException closed) {
      return closed(closed.code());
    }
    if (failure instanceof AttemptFailedException attempt) {
      return attempt.kind();
    }
    if (failure instanceof LoginRefusedException refused) {
      return "http-" + refused.status() + (refused.code().isEmpty() ? "" : "-" + refused.code());
    }
    if (failure instanceof TimeoutException) {
      return "timeout";
    }
    if (failure instanceof ConnectException) {
      return "refused";
    }
    if (failure instanceof SocketException || failure instanceof IOException) {
      return "broken";
    }
    return failure.getClass().getSimpleName();
  }

  /** Of an attempt to connect that has failed. */
  static String of(ConnectionState waiting) {
    if (waiting.code().equals(ConnectionState.CONNECT_TIMEOUT)) {
      return "timeout";
    }
    return CloseCode.named(waiting.code()).map(code -> closed(code.code())).orElse("broken");
  }

  static String closed(int code) {
    return "closed-" + code;
  }
}
