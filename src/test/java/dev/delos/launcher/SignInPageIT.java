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
  void aSecondTabTakesOverPolitelyAndTheFirstSeesWhatItDid() {
    Page first = logIn(newPage());
    Page second = logIn(newPage());
    assertThat(first.getByText("You are playing in another window now.")).isVisible();
    assertThat(first.getByTestId("claim")).isDisabled();
    second.getByTestId("claim").click();
    assertThat(day(second, "2026-11-25")).hasAttribute("data-state", "claimed");
    shoot(first, "second-tab");

    first.reload();
    assertThat(day(first, "2026-11-25")).hasAttribute("data-state", "claimed");
    assertThat(first.getByTestId("claim")).isDisabled();
    assertThat(grants()).isEqualTo(1);
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
  void aGiftWithoutRoomWaitsInTheMailboxUntilItIsCollected() {
    Page page = logIn(newPage());
    assertThat(page.getByTestId("mailbox")).isHidden();
    give("sword", 36);
    page.reload();
    assertThat(page.getByTestId("bag-slots")).hasText("36 of 36 slots used");
    page.getByTestId("claim").click();
    assertThat(page.getByTestId("result")).containsText("waits in your mailbox");
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
    assertThat(page.getByTestId("mail")).hasCount(1);
    assertThat(page.getByTestId("mailbox")).containsText("Your bag is full");
    shootInAllForms(page, "mailbox");

    page.getByTestId("collect").click();
    assertThat(page.getByTestId("mail-result")).containsText("still no room");
    assertThat(page.getByTestId("mail")).hasCount(1);

    give("sword", -1);
    page.getByTestId("collect").click();
    assertThat(page.getByTestId("mail-result")).containsText("in your bag now");
    assertThat(page.getByTestId("mail")).hasCount(0);
    assertThat(page.getByTestId("result")).isEmpty();
    assertThat(page.getByTestId("collect")).isHidden();
    assertThat(page.getByTestId("bag-item")).hasCount(2);
    shoot(page, "mailbox-collected");

    page.reload();
    assertThat(page.getByTestId("bag-item")).hasCount(2);
    assertThat(page.getByTestId("mailbox")).isHidden();
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
