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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sign-in page in a real Chromium, on a whole network. */
class SignInPageIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static Chromium chromium;
  private static TestNetwork network;

  private final String name = "Page " + UUID.randomUUID().toString().substring(0, 8);
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private BrowserContext context;

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

  @Test
  void aPlayerLogsInClaimsSeesTheRewardAndAfterAReloadSeesItClaimed() {
    Page page = logIn(newPage());
    assertThat(day(page, "2026-11-23")).hasAttribute("data-state", "expired");
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimable");
    assertThat(day(page, "2026-11-26")).hasAttribute("data-state", "toCome");
    assertThat(page.getByTestId("bag-item")).hasCount(0);
    shoot(page, "claimable");

    page.getByTestId("claim").click();
    assertThat(page.getByTestId("result")).containsText(Pattern.compile("received|collected"));
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
    assertThat(page.getByTestId("bag-item").first()).isVisible();
    String bag = page.getByTestId("bag-item").first().getAttribute("data-count");
    assertThat(page.getByTestId("claim")).isDisabled();
    shoot(page, "claimed");

    page.reload();
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
    assertThat(page.getByTestId("claim")).isDisabled();
    assertThat(page.getByTestId("bag-item").first()).hasAttribute("data-count", bag);
  }

  @Test
  void aSecondTabIsRefusedPolitely() {
    Page first = logIn(newPage());
    Page second = logIn(newPage());
    assertThat(second.getByTestId("claim")).isEnabled();
    first.getByTestId("claim").click();
    assertThat(day(first, "2026-11-25")).hasAttribute("data-state", "claimed");

    second.getByTestId("claim").click();
    assertThat(second.getByTestId("result"))
        .containsText(Pattern.compile("already", Pattern.CASE_INSENSITIVE));
    assertThat(day(second, "2026-11-25")).hasAttribute("data-state", "claimed");
    assertThat(second.getByTestId("claim")).isDisabled();
    assertThat(grants()).isEqualTo(1);
    shoot(second, "second-tab");
  }

  @Test
  void aDoubleClickPaysOnce() {
    Page page = logIn(newPage());
    page.getByTestId("claim").dblclick();
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
    assertThat(page.getByTestId("result")).containsText(Pattern.compile("received|collected"));
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void theKeyboardAloneIsEnough() {
    Page page = newPage();
    assertThat(page.getByTestId("login-name")).isFocused();
    page.keyboard().type(name);
    page.keyboard().press("Enter");
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimable");
    page.getByTestId("claim").focus();
    page.keyboard().press("Enter");
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
  }

  @Test
  void aBadNameIsExplainedAndNothingIsLost() {
    Page page = newPage();
    page.getByTestId("login-name").fill("<b>bold</b>");
    page.getByTestId("login-submit").click();
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).isVisible();
    assertThat(page.getByTestId("login-name")).hasValue("<b>bold</b>");
    complaints.removeIf(line -> line.contains("400"));
  }

  @Test
  void loggingOutAsksForANameAgain() {
    Page page = logIn(newPage());
    page.getByTestId("logout").click();
    assertThat(page.getByTestId("login-name")).isVisible();
    page.reload();
    assertThat(page.getByTestId("login-name")).isVisible();
  }

  @Test
  void aPhoneInTheDarkShowsEverythingWithoutScrollingSideways() {
    context.close();
    for (int width : new int[] {320, 390}) {
      context = newContext(width, 844, ColorScheme.DARK);
      Page page = logIn(newPage());
      assertThat(page.getByTestId("claim")).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      shoot(page, "phone-dark-" + width);
      if (width == 320) {
        context.close();
      }
    }
  }

  private BrowserContext newContext(int width, int height, ColorScheme scheme) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
  }

  private Page newPage() {
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

  private Page logIn(Page page) {
    page.getByTestId("login-name").fill(name);
    page.getByTestId("login-submit").click();
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "online");
    assertThat(page.getByTestId("day")).hasCount(7);
    return page;
  }

  private static Locator day(Page page, String date) {
    return page.locator("[data-testid=day][data-date='" + date + "']");
  }

  private static void shoot(Page page, String state) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(state + ".png"))
            .setFullPage(true));
  }

  private long grants() {
    String uid = "guest:" + name.toLowerCase(Locale.ROOT);
    return network
        .database()
        .count("SELECT count(*) FROM daily.reward_grant WHERE uid = '" + uid + "'");
  }
}
