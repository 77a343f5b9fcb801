package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.delos.Await;
import dev.delos.client.Node;
import dev.delos.client.NpmPackage;
import dev.delos.config.ConfFolder;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The npm package of {@code delos.js}, on a page that is not ours. */
class ClientPackageIT extends PageInBrowser {
  private static final Path PAGE = Path.of("src", "test", "resources", "client", "page.html");

  /**
   * In place of the network that other pages have: this one is told of pages that aren't its own.
   */
  @BeforeAll
  static void start(@TempDir Path directory) {
    start(
        ConfFolder.copyTo(directory)
            .change("proxy.json", json -> json.put("origins", new JsonArray().add("*"))));
  }

  @Test
  void aPageOfAnotherSiteTakesTheInstalledPackageByAScriptTag(@TempDir Path site)
      throws IOException {
    Node.needs("node", "npm");
    NpmPackage.install(site);
    Files.copy(PAGE, site.resolve("page.html"));
    HttpServer server = serve(site);
    try {
      Page page = newPage(URI.create("http://127.0.0.1:" + server.actualPort() + "/page.html"));
      page.waitForFunction("typeof signIn === 'function'");
      Object player =
          page.evaluate(
              "([url, name]) => signIn(url, name).then(JSON.stringify)",
              List.of(network.webSocket().toString(), name));
      assertThat(new JsonObject((String) player).getString("name")).isEqualTo(name);
      assertThat(page.locator("[data-ui='daily.reward']")).hasText(Pattern.compile("CLAIMED .+"));
      assertThat(grants()).isEqualTo(1);
    } finally {
      Await.get(server.close());
    }
  }

  private static HttpServer serve(Path site) {
    Router router = Router.router(network.vertx());
    router.route().handler(StaticHandler.create(FileSystemAccess.ROOT, site.toString()));
    return Await.get(
        network.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }
}
