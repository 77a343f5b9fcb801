package dev.delos.bots;

import dev.delos.client.ConnectionClosedException;
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
    if (failure instanceof LoginRefusedException refused) {
      return refused.kind();
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

  static String closed(int code) {
    return "closed-" + code;
  }
}
