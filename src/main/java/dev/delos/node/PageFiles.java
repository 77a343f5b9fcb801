package dev.delos.node;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileProps;
import io.vertx.core.file.FileSystem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Serves the files of a folder. What a browser has already is not sent again: an ETag of the
 * content tells, so that all nodes of a version say the same, and those of another don't.
 */
final class PageFiles implements Handler<RoutingContext> {
  /** Others are left to the static handler, and have no ETag. */
  private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?");

  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final String root;
  private final String folder;
  private final StaticHandler files;

  /** By file: only of those that there are. */
  private final Map<String, Tag> tags = new ConcurrentHashMap<>();

  private record Tag(long modified, long size, String value) {
    boolean isOf(FileProps props) {
      return props.lastModifiedTime() == modified && props.size() == size;
    }
  }

  /**
   * Takes what is served where.
   *
   * @param root the path under which the folder is, without a slash at its end
   */
  PageFiles(String root, String folder) {
    this.root = root;
    this.folder = folder;
    this.files = StaticHandler.create(folder).setCachingEnabled(false).setEnableRangeSupport(false);
  }

  @Override
  public void handle(RoutingContext request) {
    FileSystem system = request.vertx().fileSystem();
    file(request)
        .map(file -> tag(system, file))
        .orElseGet(() -> Future.failedFuture("no file"))
        .onSuccess(tag -> answer(request, tag))
        .onFailure(none -> files.handle(request));
  }

  private Optional<String> file(RoutingContext request) {
    HttpMethod method = request.request().method();
    String path = request.normalizedPath();
    if (!SAFE.contains(method) || !path.startsWith(root + "/")) {
      return Optional.empty();
    }
    return Optional.of(path.substring(root.length()))
        .filter(name -> PLAIN.matcher(name).matches())
        .map(name -> folder + (name.endsWith("/") ? name + "index.html" : name));
  }

  private Future<String> tag(FileSystem system, String file) {
    return system
        .props(file)
        .compose(
            props -> {
              Tag known = tags.get(file);
              return known != null && known.isOf(props)
                  ? Future.succeededFuture(known.value())
                  : read(system, file, props);
            });
  }

  private Future<String> read(FileSystem system, String file, FileProps props) {
    return system
        .readFile(file)
        .map(
            content -> {
              String value = '"' + hash(content) + '"';
              tags.put(file, new Tag(props.lastModifiedTime(), props.size(), value));
              return value;
            });
  }

  private void answer(RoutingContext request, String tag) {
    request.response().putHeader(HttpHeaders.ETAG, tag);
    if (has(request.request(), tag)) {
      request.response().setStatusCode(304).end().onFailure(request::fail);
    } else {
      files.handle(request);
    }
  }

  private static boolean has(HttpServerRequest request, String tag) {
    String tags = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return tags != null && (tags.contains(tag) || tags.strip().equals("*"));
  }

  private static String hash(Buffer content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
