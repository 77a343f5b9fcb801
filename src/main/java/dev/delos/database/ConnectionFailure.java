package dev.delos.database;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the connection from failures of a statement, by type and SQLSTATE. */
final class ConnectionFailure {
  /** The server ends or begins its life: admin_shutdown, crash_shutdown, cannot_connect_now. */
  private static final Set<String> SERVER_GOES = Set.of("57P01", "57P02", "57P03");

  private static final String CONNECTION_EXCEPTION = "08";

  private ConnectionFailure() {}

  /**
   * Whether the connection broke, so that nobody knows if the statement took effect. The client
   * fails the statements of a broken connection with a bare {@link VertxException}; so it does with
   * parameters that don't fit, but those never left and may be tried again as well.
   */
  static boolean isLost(Throwable failure) {
    if (failure instanceof PgException server) {
      String state = sqlState(server);
      return state.startsWith(CONNECTION_EXCEPTION) || SERVER_GOES.contains(state);
    }
    return failure instanceof IOException
        || failure instanceof ClosedConnectionException
        || failure.getClass() == VertxException.class;
  }

  /** Why no connection could be made, in a few words for an operator. */
  static String reason(Throwable failure) {
    if (failure instanceof PgException server) {
      return reasonOf(sqlState(server), server);
    }
    if (failure instanceof UnknownHostException) {
      return "unknown host";
    }
    if (failure instanceof ConnectTimeoutException || failure instanceof TimeoutException) {
      return "no answer in time";
    }
    if (failure instanceof NoRouteToHostException) {
      return "no route to host";
    }
    return failure instanceof ConnectException ? "connection refused" : reasonOfCause(failure);
  }

  private static String reasonOfCause(Throwable failure) {
    if (failure instanceof SSLException) {
      return "TLS failed: " + failure.getMessage();
    }
    Throwable cause = failure.getCause();
    if (cause != null) {
      return reason(cause);
    }
    return isLost(failure)
        ? "the server closed the connection"
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  private static String reasonOf(String state, PgException server) {
    String words =
        switch (state) {
          case "28P01" -> "password refused";
          case "28000" -> "login refused";
          case "3D000" -> "the database doesn't exist";
          case "42501" -> "the user may not connect to the database";
          case "53300" -> "the server has no connection left";
          case "57P03" -> "the server is starting or stopping";
          default -> String.valueOf(server.getErrorMessage());
        };
    return words + " (SQLSTATE " + state + ")";
  }

  private static String sqlState(PgException server) {
    @Nullable String state = server.getSqlState();
    return state == null ? "" : state;
  }
}
