package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.delos.MutableClock;
import dev.delos.config.ConfFolder;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The sign-in page in a real Chromium, on a whole network. */
public abstract class PageInBrowser {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** With {@code -Ddelos.screenshots}: they take longer than the tests. */
  private static final boolean HAS_SCREENSHOTS = System.getProperty("delos.screenshots") != null;

  private static Chromium chromium;
  protected static MutableClock clock;
  protected static TestNetwork network;

  protected final String name = "Page " + UUID.randomUUID().toString().substring(0, 8);
  protected final List<String> complaints = new CopyOnWriteArrayList<>();
  protected BrowserContext context;

  @BeforeAll
  static void start(@TempDir Path directory) {
    start(ConfFolder.copyTo(directory));
  }

  static void start(ConfFolder conf) {
    chromium = Chromium.launchOrSkip();
    clock = MutableClock.at("2026-11-25T12:00:00Z");
    network = TestNetwork.start(conf, clock);
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      network.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    context = newContext(1280, 800, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothingWasComplainedOf() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  protected final BrowserContext newContext(int width, int height, ColorScheme scheme) {
    return newContext(width, height, scheme, "en-GB");
  }

  protected final BrowserContext newContext(
      int width, int height, ColorScheme scheme, String locale) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                // What moves keeps a processor busy where there is no graphics card.
                .setReducedMotion(
                    HAS_SCREENSHOTS ? ReducedMotion.NO_PREFERENCE : ReducedMotion.REDUCE)
                .setLocale(locale)
                .setTimezoneId("Europe/Berlin"));
  }

  protected final Page newPage() {
    return newPage(network.page());
  }

  /** A page from there, all of whose complaints are kept. */
  protected final Page newPage(URI url) {
    Page page = watch(context.newPage());
    page.navigate(url.toString());
    return page;
  }

  protected final Page watch(Page page) {
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  protected final Page logIn(Page page) {
    page.getByTestId("login-name").fill(name);
    page.getByTestId("login-submit").click();
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "online");
    assertThat(page.getByTestId("day")).hasCount(7);
    return page;
  }

  protected static Locator day(Page page, String date) {
    return page.locator("[data-testid=day][data-date='" + date + "']");
  }

  protected static void shoot(Page page, String state) {
    if (HAS_SCREENSHOTS) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(SCREENSHOTS.resolve(state + ".png"))
              .setFullPage(true));
    }
  }

  /** The page on a phone and on a desk, by day and by night. */
  protected static void shootInAllForms(Page page, String state) {
    for (int width : new int[] {390, 1280}) {
      page.setViewportSize(width, 844);
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        shoot(page, state + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  protected final void give(String item, int count) {
    JsonObject correction =
        new JsonObject().put("item", item).put("count", count).put("reason", "a test");
    assertThat(network.operator("/daily/correct", correction.put("uid", uid()).encode()))
        .returns(200, HttpResponse::statusCode);
  }

  protected final String uid() {
    return "guest:" + name.toLowerCase(Locale.ROOT);
  }

  protected final long grants() {
    return network
        .database()
        .count("SELECT count(*) FROM daily.sign_in WHERE uid = '" + uid() + "'");
  }
}
