package dev.delos.node.proxy;

import dev.delos.config.LoginConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /login}: a token for a mere name, for developers. The same name, whatever its case,
 * is the same account; it can't be one of another login, because its uid begins with {@code
 * guest:}.
 */
final class GuestLogin {
  private static final Logger log = LoggerFactory.getLogger(GuestLogin.class);
  private static final int MAX_BODY_BYTES = 1024;
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_.-][\\p{L}\\p{M}\\p{N}_. -]{0,23}");

  private final LoginConfig config;
  private final Tokens tokens;
  private final Predicate<HttpServerRequest> mayAsk;

  /**
   * Gives tokens to whom the configuration says.
   *
   * @param mayAsk whether who sends that request may ask now
   */
  GuestLogin(LoginConfig config, Tokens tokens, Predicate<HttpServerRequest> mayAsk) {
    this.config = config;
    this.tokens = tokens;
    this.mayAsk = mayAsk;
  }

  void mount(Router router) {
    // For whatever page: the proxy turns those away that may not ask.
    router
        .route("/login")
        .handler(CorsHandler.create().allowedMethod(HttpMethod.POST).allowedHeader("content-type"));
    router.post("/login").handler(this::limit);
    router
        .post("/login")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(config.guests() ? this::login : GuestLogin::refuse)
        .failureHandler(GuestLogin::failed);
  }

  private void limit(RoutingContext request) {
    if (mayAsk.test(request.request())) {
      request.next();
    } else {
      answer(request, 429, fault("RATE_LIMITED", "too many logins from this address: wait"));
    }
  }

  private void login(RoutingContext request) {
    Object found = name(request);
    String name =
        found instanceof String text ? Normalizer.normalize(text.strip(), Normalizer.Form.NFC) : "";
    if (!NAME.matcher(name).matches()) {
      answer(
          request,
          400,
          fault("BAD_NAME", "name: allowed: 1 to 24 letters, digits, _ . - and spaces"));
      return;
    }
    Account account = new Account("guest:" + folded(name), name);
    answer(
        request,
        200,
        new JsonObject()
            .put("token", tokens.sign(account))
            .put("uid", account.uid())
            .put("name", account.name())
            .put("expiresIn", config.tokenLifetime().toSeconds()));
  }

  /** The name without differences of case, width and spacing. */
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replace('\u03c2', '\u03c3')
        .replaceAll(" +", " ");
  }

  private static Object name(RoutingContext request) {
    try {
      JsonObject body = request.body().asJsonObject();
      Object name = body == null ? null : body.getValue("name");
      return name == null ? "" : name;
    } catch (DecodeException | ClassCastException e) {
      return "";
    }
  }

  private static void refuse(RoutingContext request) {
    answer(request, 403, fault("GUESTS_REFUSED", "this network takes no guests"));
  }

  private static void failed(RoutingContext request) {
    if (request.statusCode() == 413) {
      answer(request, 413, fault("TOO_LARGE", "body: allowed: " + MAX_BODY_BYTES + " bytes"));
    } else {
      log.error("login failed", request.failure());
      answer(request, 500, fault("FAILED", "the login failed"));
    }
  }

  private static JsonObject fault(String code, String message) {
    return new JsonObject().put("code", code).put("message", message);
  }

  private static void answer(RoutingContext request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer())
        .onFailure(gone -> log.debug("a client did not wait for its token", gone));
  }
}
