package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.delos.MutableClock;
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
abstract class PageInBrowser {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static Chromium chromium;
  static TestNetwork network;

  final String name = "Page " + UUID.randomUUID().toString().substring(0, 8);
  final List<String> complaints = new CopyOnWriteArrayList<>();
  BrowserContext context;

  @BeforeAll
  static void start(@TempDir Path directory) {
    chromium = Chromium.launchOrSkip();
    network = TestNetwork.start(directory, MutableClock.at("2026-11-25T12:00:00Z"));
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

  final BrowserContext newContext(int width, int height, ColorScheme scheme) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
  }

  final Page newPage() {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(network.page().toString());
    return page;
  }

  final Page logIn(Page page) {
    page.getByTestId("login-name").fill(name);
    page.getByTestId("login-submit").click();
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "online");
    assertThat(page.getByTestId("day")).hasCount(7);
    return page;
  }

  static Locator day(Page page, String date) {
    return page.locator("[data-testid=day][data-date='" + date + "']");
  }

  static void shoot(Page page, String state) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(state + ".png"))
            .setFullPage(true));
  }

  final long grants() {
    String uid = "guest:" + name.toLowerCase(Locale.ROOT);
    return network
        .database()
        .count("SELECT count(*) FROM daily.reward_grant WHERE uid = '" + uid + "'");
  }
}
