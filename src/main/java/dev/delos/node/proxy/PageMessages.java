package dev.delos.node.proxy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Answers with the page's texts in the first of the wished languages that there are, all in one go:
 * {@code ?languages=zh-CN,fr}, best first. The languages are those of {@link MessageFiles}.
 */
final class PageMessages implements Handler<RoutingContext> {
  /** Has every text. What another language lacks is taken from here. */
  static final String COMPLETE = "en";

  private static final int MOST_CHARACTERS = 400;

  /** A body is the same for all who get that language. */
  private record Answer(String body, String tag) {
    static Answer of(JsonObject json) {
      String body = json.encode();
      return new Answer(body, "\"" + Integer.toHexString(body.hashCode()) + "\"");
    }
  }

  private final Future<Map<String, Answer>> answers;

  PageMessages(Vertx vertx, String folder) {
    answers = vertx.executeBlocking(() -> answers(MessageFiles.read(folder)), false);
  }

  private static Map<String, Answer> answers(Map<String, JsonObject> languages) {
    JsonObject complete = Objects.requireNonNull(languages.get(COMPLETE), "no texts in English");
    Map<String, Answer> answers = new TreeMap<>();
    languages.forEach(
        (language, texts) -> {
          JsonObject english = complete.copy();
          texts.fieldNames().forEach(english::remove);
          JsonObject answer =
              new JsonObject()
                  .put("language", language)
                  .put("languages", List.copyOf(languages.keySet()))
                  .put("texts", texts)
                  .put("english", english);
          answers.put(language, Answer.of(answer));
        });
    return answers;
  }

  @Override
  public void handle(RoutingContext request) {
    // Refuses one that can't be decoded, here and not where nobody would answer.
    String wishes = String.join(",", request.queryParam("languages"));
    answers.onSuccess(all -> send(request, best(wishes, all))).onFailure(request::fail);
  }

  private static void send(RoutingContext request, Answer answer) {
    request.response().putHeader(HttpHeaders.ETAG, answer.tag());
    if (answer.tag().equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      request.response().setStatusCode(304).end().onFailure(request::fail);
    } else {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .end(answer.body())
          .onFailure(request::fail);
    }
  }

  private static Answer best(String wishes, Map<String, Answer> all) {
    List<LanguageRange> ranges =
        wishes.length() > MOST_CHARACTERS
            ? List.of()
            : Arrays.stream(wishes.split(",")).flatMap(PageMessages::range).toList();
    String found = Locale.lookupTag(ranges, all.keySet());
    return Objects.requireNonNull(all.get(found == null ? COMPLETE : found));
  }

  /** One that isn't a language is no wish. */
  private static Stream<LanguageRange> range(String wish) {
    try {
      return Stream.of(new LanguageRange(wish.strip()));
    } catch (IllegalArgumentException notALanguage) {
      return Stream.empty();
    }
  }
}
