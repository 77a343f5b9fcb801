package dev.delos.node.master;

import static dev.delos.node.master.MasterBench.QUICK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's files on the master's port: for all, and nothing else without a token. */
class ConsoleTest {
  private static final Pattern LINK =
      Pattern.compile("(?:src=|href=|from |import |url\\()[\"']([^\"'#]+)[\"']");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static MasterBench bench;
  private static TestMaster master;

  @BeforeAll
  static void start() {
    bench = new MasterBench();
    master = bench.start(9001, QUICK);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void itIsThereWithoutATokenAndItsDataIsNot() throws Exception {
    assertThat(get("/console/").body()).contains("<title>");
    HttpResponse<String> refused = send(request("/online/count").POST(BodyPublishers.noBody()));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(master.run("/online/count").code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/console"})
  void whoAsksForTheMasterIsSentToIt(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/console/");
  }

  @Test
  void allThatItsFilesNameIsThereAndOfThisServer() throws Exception {
    Deque<String> open = new ArrayDeque<>(Set.of("/console/"));
    Set<String> seen = new TreeSet<>();
    while (!open.isEmpty()) {
      String path = open.pop();
      if (seen.add(path)) {
        HttpResponse<String> file = get(path);
        assertThat(file.statusCode()).as(path).isEqualTo(200);
        if (!path.contains("/webjars/")) {
          LINK.matcher(file.body())
              .results()
              .map(link -> URI.create(path).resolve(link.group(1)).toString())
              .forEach(open::push);
        }
      }
    }
    assertThat(seen)
        .allMatch(path -> path.startsWith("/console/"))
        .anyMatch(path -> path.contains("/webjars/uplot/"))
        .hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/", "/console/console.css", "/console/no-such", "/online/count"})
  void eachAnswerHasStrictHeaders(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(header(answer, "Content-Security-Policy"))
        .startsWith("default-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "Cache-Control"))
        .isEqualTo(path.startsWith("/console/") ? "no-cache" : "no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/", "/console/console.css"})
  void aFileThatABrowserHasIsNotSentAgain(String path) throws Exception {
    HttpResponse<String> first = get(path);
    String tag = header(first, "ETag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");

    HttpResponse<String> same =
        send(request(path).header("If-None-Match", "\"x\", W/" + tag).GET());
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(header(same, "Content-Security-Policy")).isNotEmpty();

    HttpResponse<String> other = send(request(path).header("If-None-Match", "\"x\"").GET());
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).isEqualTo(first.body());
  }

  @Test
  void filesOfOtherContentHaveOtherTags() throws Exception {
    assertThat(header(get("/console/"), "ETag"))
        .isNotEqualTo(header(get("/console/console.css"), "ETag"))
        .isEqualTo(header(get("/console/index.html"), "ETag"));
    assertThat(get("/console/no-such").headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void answersAreNotKept() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/online/count")
                .header("Authorization", "Bearer " + MasterBench.TOKEN)
                .POST(BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../schema/master.schema.json",
        "/console/..%2fschema/master.schema.json",
        "/console/%2e%2e/schema/master.schema.json",
        "/console/..%5cschema%5cmaster.schema.json",
        "/console//schema/master.schema.json",
        "/console/webjars/../../maven/org.webjars.npm/uplot/pom.xml",
        "/console/webjars/..%2f..%2fmaven/org.webjars.npm/uplot/pom.xml",
        "/schema/master.schema.json",
        "/webroot/index.html"
      })
  void nothingElseIsServed(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isIn(400, 401, 404);
    assertThat(answer.body()).doesNotContain("$schema", "<project", "<html");
  }

  @Test
  void aCommandIsNotGot() throws Exception {
    assertThat(get("/online/count").statusCode()).isEqualTo(401);
    HttpRequest.Builder withToken =
        request("/online/count").header("Authorization", "Bearer " + MasterBench.TOKEN).GET();
    assertThat(send(withToken).statusCode()).isEqualTo(405);
  }

  @Test
  void aPostIsACommandWhereverItGoes() throws Exception {
    assertThat(send(request("/console/").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(401);
    assertThat(master.run("/console/").status()).isEqualTo(404);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
