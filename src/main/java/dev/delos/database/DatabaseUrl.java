package dev.delos.database;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is and how to log in, read from a URL as libpq writes it. User, password and
 * database are percent-encoded there; the port is 5432 unless given. No text of this class shows
 * the password.
 */
public record DatabaseUrl(
    String user, String password, String host, int port, String database, TlsSettings tls) {
  /** What {@link #parse} takes, in words for an operator. */
  public static final String ALLOWED =
      "postgresql://user:password@host:port/database, special characters percent-encoded, with"
          + " ?sslmode=disable|allow|prefer|require|verify-ca|verify-full&sslrootcert=file if wanted";

  private static final int DEFAULT_PORT = 5432;
  private static final int MAX_PORT = 65_535;
  private static final Pattern URL =
      Pattern.compile(
          "postgres(?:ql)?://(?<user>[^:@/?#\\s]+)(?::(?<password>[^@/?#\\s]*))?"
              + "@(?<host>\\[[0-9A-Fa-f:.%]+]|[^:@/?#\\[\\]\\s]+)(?::(?<port>\\d{1,5}))?"
              + "/(?<database>[^/?#\\s]+)(?:\\?(?<query>[^#\\s]*))?");

  /** What may be shown of a text that is meant to be a URL: its scheme, and what follows the @. */
  private static final Pattern SHOWN =
      Pattern.compile("(?<scheme>[A-Za-z][\\w+.:-]{0,30}?)://.*@(?<place>[\\w.:\\[\\]%/-]*).*");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException with what was found, less the password, and what is allowed
   */
  public static DatabaseUrl parse(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw refused(redact(url));
    }
    try {
      return new DatabaseUrl(
          decode(parts.group("user")),
          decode(parts.group("password")),
          parts.group("host").replaceAll("[\\[\\]]", ""),
          port(parts.group("port")),
          decode(parts.group("database")),
          TlsSettings.of(query(parts.group("query"))));
    } catch (IllegalArgumentException e) {
      throw refused(redact(url) + " (" + e.getMessage() + ")");
    }
  }

  /** What may be shown of a text that is meant to be a database URL, well-formed or not. */
  public static String redact(String url) {
    Matcher parts = SHOWN.matcher(url);
    return parts.matches()
        ? parts.group("scheme") + "://***@" + parts.group("place")
        : "a text of " + url.length() + " characters that is not shown";
  }

  /** The same server and login, another database. */
  public DatabaseUrl withDatabase(String name) {
    return new DatabaseUrl(user, password, host, port, name, tls);
  }

  /** For the Vert.x client. */
  public PgConnectOptions connectOptions() {
    return tls.applyTo(
        new PgConnectOptions()
            .setHost(host)
            .setPort(port)
            .setDatabase(database)
            .setUser(user)
            .setPassword(password));
  }

  /** For JDBC, which blocks: never on an event loop. */
  public DataSource dataSource() {
    return JdbcDataSource.of(this);
  }

  /** The URL with {@code ***} for the password, and for the user too. */
  public String redacted() {
    return "postgresql://***@" + urlHost() + ":" + port + "/" + database;
  }

  /** The host as a URL has it: IPv6 in brackets. */
  String urlHost() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  @Override
  public String toString() {
    return redacted();
  }

  private static int port(@Nullable String digits) {
    int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " is not one of 1 to " + MAX_PORT);
    }
    return port;
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(equals < 0 ? pair : pair.substring(0, equals), decode(value));
      }
    }
    return parameters;
  }

  /** Percent-decodes; unlike in a form, a plus sign is a plus sign. */
  private static String decode(@Nullable String text) {
    try {
      return text == null
          ? ""
          : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a % that begins no percent-encoding", e);
    }
  }

  private static IllegalArgumentException refused(String found) {
    return new IllegalArgumentException("found " + found + ", allowed: " + ALLOWED);
  }
}
