package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a player does on the sign-in page. */
class SignInPageIT extends PageInBrowser {
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
  void aNameMayBeOfAnyScript() {
    Page page = newPage();
    page.getByTestId("login-name").fill("\u039D\u03AF\u03BA\u03B7 \u674E " + name.substring(5));
    page.getByTestId("login-submit").click();
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "online");
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
}
