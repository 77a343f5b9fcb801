package dev.delos.node.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which language the page gets its texts. {@code el.json} is a file of the tests. */
class PageMessagesTest {
  private static final String FOLDER = "webroot/daily/messages";
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static HttpServer server;

  @BeforeAll
  static void start() {
    Router router = Router.router(VERTX);
    router.get("/messages").handler(new PageMessages(VERTX, FOLDER));
    router.errorHandler(400, request -> request.response().setStatusCode(400).end());
    server = Await.get(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    Await.get(VERTX.close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh-CN,en | zh",
        "zh-Hant-TW | zh",
        "fr-FR,fr,zh | zh",
        "en-US,zh | en",
        "EL | el",
        "fr | en",
        "*,zh | zh",
        "?!,zh | zh",
        "{,el | el",
      })
  void theFirstWishThatThereIsCounts(String wishes, String language) {
    assertThat(ask(wishes).getString("language")).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", ",,,", "q=;", "é"})
  void whoWishesNothingThatThereIsGetsEnglish(String wishes) {
    assertThat(ask(wishes).getString("language")).isEqualTo("en");
  }

  @Test
  void wishesWithoutEndAreNotRead() {
    assertThat(ask("fr,".repeat(200) + "zh").getString("language")).isEqualTo("en");
  }

  @Test
  void aWishThatCannotBeDecodedIsRefused() {
    // Java's own client doesn't send such an address.
    HttpClientAgent client = VERTX.createHttpClient();
    int status =
        Await.get(
            client
                .request(
                    HttpMethod.GET, server.actualPort(), "127.0.0.1", "/messages?languages=%zz")
                .compose(HttpClientRequest::send)
                .map(HttpClientResponse::statusCode));
    assertThat(status).isEqualTo(400);
  }

  @Test
  void aFileIsALanguageAndWhatItLacksIsInEnglish() {
    JsonObject answer = ask("el");
    assertThat(answer.getJsonArray("languages")).containsExactly("el", "en", "zh");
    assertThat(answer.getJsonObject("texts").getString("daily.title")).isEqualTo("Δώρα του ήλιου");
    assertThat(answer.getJsonObject("english").containsKey("daily.title")).isFalse();
    assertThat(answer.getJsonObject("english").getString("page.brand")).isEqualTo("Delos");
  }

  @Test
  void chineseHasEveryTextThatEnglishHasAndNoOther() throws IOException {
    Map<String, JsonObject> languages = MessageFiles.read(FOLDER);
    assertThat(new TreeSet<>(languages.get("zh").fieldNames()))
        .isEqualTo(new TreeSet<>(languages.get("en").fieldNames()));
  }

  @Test
  void whatABrowserHasIsNotSentAgain() {
    String tag = send(request("zh").build()).headers().firstValue("ETag").orElseThrow();
    HttpRequest again = request("zh").header("If-None-Match", tag).build();
    assertThat(send(again).statusCode()).isEqualTo(304);
    HttpRequest other = request("en").header("If-None-Match", tag).build();
    assertThat(send(other).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNoLanguageIsLeftOutAndAFolderThatThereIsNotHasNone(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("fr.json"), "{\"page.brand\": \"Délos\"}");
    Files.writeString(folder.resolve("not a language.json"), "{}");
    Files.writeString(folder.resolve("de.json"), "{");
    Files.writeString(folder.resolve("nl.txt"), "{}");
    Files.writeString(folder.resolve("wxyz.json"), "{}");
    Files.writeString(folder.resolve("x-ours.json"), "{}");
    Files.writeString(folder.resolve("pt.json"), "[]");
    Files.writeString(folder.resolve("it.json"), "{\"a\": \"perché\"}", ISO_8859_1);
    Files.createDirectory(folder.resolve("es.json"));
    assertThat(MessageFiles.read(folder.toString())).containsOnlyKeys("fr");
    assertThat(MessageFiles.read(folder.resolve("none").toString())).isEmpty();
  }

  @Test
  void aTextThatIsNoneIsLeftOut(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("fr.json"),
        """
        {"a": "un", "b": {"one": "un", "other": "deux"}, "c": 3, "d": null, "e": ["un"],
         "f": {"one": "un"}, "g": {"other": 2}}
        """);
    assertThat(MessageFiles.read(folder.toString()).get("fr").fieldNames())
        .containsExactly("a", "b");
  }

  @Test
  void theWorkingDirectoryAddsToWhatIsThere(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("en.json"), "{\"page.brand\": \"Ours\"}");
    JsonObject english = MessageFiles.read(FOLDER, folder).get("en");
    assertThat(english.getString("page.brand")).isEqualTo("Ours");
    assertThat(english.fieldNames()).hasSizeGreaterThan(100);
  }

  private static JsonObject ask(String wishes) {
    return new JsonObject(send(request(wishes).build()).body());
  }

  private static HttpRequest.Builder request(String wishes) {
    String query = "languages=" + URLEncoder.encode(wishes, StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.actualPort() + "/messages?" + query));
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
