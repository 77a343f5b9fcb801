package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator does for players, in the console. */
class ConsoleIT extends ConsoleInBrowser {
  private static final Pattern CORRECT = Pattern.compile("/daily/correct$");

  @Test
  void aWrongTokenIsToldAndNothingOfItIsKept() {
    Page page = newPage(network.console());
    assertThat(page.getByTestId("token")).isFocused();
    enter(page, "пароль");
    assertThat(page.getByTestId("login-note")).containsText("no such characters");
    enter(page, "not-a-token");
    assertThat(page.getByTestId("login-note")).containsText("not the token of an operator");
    assertThat(page.evaluate("Object.keys(sessionStorage).length")).isEqualTo(0);
    expects(401);
    enter(page, network.operatorToken());
    assertThat(page.getByTestId("find")).isVisible();
  }

  @Test
  void theTokenStaysInTheTabUntilTheOperatorLogsOut() {
    Page page = enter();
    assertThat(page.getByTestId("find")).isVisible();
    page.reload();
    assertThat(page.getByTestId("find")).isVisible();
    assertThat(page.evaluate("localStorage.length")).isEqualTo(0);

    page.getByTestId("logout").click();
    assertThat(page.getByTestId("token")).isVisible();
    page.reload();
    assertThat(page.getByTestId("token")).isVisible();
    assertThat(page.evaluate("Object.keys(sessionStorage).length")).isEqualTo(0);
  }

  @Test
  void aPlayerIsFoundWithCalendarGrantsAndLedger() {
    signIn();
    Page page = find(enter());
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
    assertThat(day(page, "2026-11-25")).hasAttribute("aria-current", "date");
    assertThat(day(page, "2026-11-26")).hasAttribute("data-state", "toCome");
    assertThat(page.getByTestId("standing")).containsText("2026-11-25");
    assertThat(page.getByTestId("days")).containsText("2026-11-25");
    assertThat(rows(page, "grants")).hasCount(1);
    assertThat(rows(page, "grants")).containsText("Delivered");
    assertThat(rows(page, "ledger").first()).containsText("+");

    page.getByTestId("month-previous").click();
    assertThat(day(page, "2026-10-31")).isVisible();
    assertThat(day(page, "2026-11-25")).hasCount(0);
    page.getByTestId("month-next").click();
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
    shootInAllForms(page, "console-player");
  }

  @Test
  void aCorrectionIsCheckedThenDoneAndIsInTheLedger() {
    signIn();
    Page page = find(enter());
    long before = rows(page, "ledger").count();
    Locator action = correction(page, "coin", 7);
    check(action, "lost in the outage");
    assertThat(action.getByTestId("outcome")).containsText("+7 coin");
    assertThat(coins()).isEqualTo(0);

    doIt(action);
    assertThat(rows(page, "ledger")).hasCount((int) before + 1);
    // Entries of one instant, as this clock makes them, are in no order.
    Locator corrected =
        rows(page, "ledger").filter(new Locator.FilterOptions().setHasText("lost in the outage"));
    assertThat(corrected).containsText("+7");
    assertThat(coins()).isEqualTo(7);
  }

  @Test
  void whatIsChangedAfterTheCheckIsToBeCheckedAgain() {
    Page page = find(enter());
    Locator action = correction(page, "coin", 7);
    check(action, "a typing mistake");
    action.getByLabel("How many").fill("70");
    assertThat(action.getByTestId("do")).isHidden();
    assertThat(action.getByTestId("outcome")).isEmpty();
  }

  @Test
  void whatIsRefusedIsToldAndCannotBeDone() {
    Page page = find(enter());
    Locator action = correction(page, "coin", -7);
    action.getByTestId("reason").fill("more than there is");
    action.getByTestId("check").click();
    assertThat(action.getByTestId("outcome")).containsText("refused");
    assertThat(action.getByTestId("do")).isHidden();
    expects(400);
  }

  @Test
  void aRepeatAfterALostAnswerDoesNothingTwice() {
    Page page = find(enter());
    Locator action = correction(page, "gem", 3);
    loseAnswer(page, action);
    assertThat(action.getByLabel("How many")).isDisabled();
    assertThat(action.getByTestId("reason")).isDisabled();
    assertThat(action.getByTestId("check")).isHidden();

    doIt(action);
    assertThat(action.getByLabel("How many")).isEnabled();
    assertThat(rows(page, "ledger")).hasCount(1);
  }

  @Test
  void anOrderOfUnknownOutcomeIsLeftOnlyByWhoSaysSo() {
    Page page = find(enter());
    Locator action = correction(page, "gem", 3);
    loseAnswer(page, action);
    // The browser's question is answered with no.
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Figures")).click();
    assertThat(page).hasURL(Pattern.compile("#/players"));
    assertThat(action.getByTestId("do")).hasText("Try again");

    assertThat(action.getByTestId("outcome")).containsText("See first what is there");
    action.getByTestId("give-up").click();
    assertThat(action.getByTestId("outcome")).containsText("Given up");
    assertThat(action.getByTestId("do")).isHidden();
    assertThat(action.getByLabel("How many")).isEnabled();
  }

  @Test
  void aRefusalOfARepeatSaysNothingOfTheFirstOne() {
    Page page = find(enter());
    Locator action = correction(page, "gem", 3);
    check(action, "sorry");
    answer(page, 504);
    action.getByTestId("do").click();
    assertThat(action.getByTestId("outcome")).containsText("not known to be done");
    answer(page, 400);
    action.getByTestId("do").click();
    assertThat(action.getByTestId("outcome")).containsText("made up: 400");
    assertThat(action.getByTestId("outcome")).containsText("not known to be done");
    expects(504);
    expects(400);

    page.unrouteAll();
    doIt(action);
    assertThat(rows(page, "ledger")).hasCount(1);
  }

  @Test
  void nothingCanBeChangedWhileItIsChecked() {
    Page page = find(enter());
    Locator action = correction(page, "coin", 7);
    AtomicReference<Route> check = new AtomicReference<>();
    page.route(CORRECT, check::set);
    action.getByTestId("reason").fill("a slow check");
    action.getByTestId("check").click();
    page.waitForCondition(() -> check.get() != null);
    assertThat(action.getByLabel("How many")).isDisabled();
    check.get().resume();
    assertThat(action.getByTestId("do")).isVisible();
    assertThat(action.getByLabel("How many")).isEnabled();
  }

  private void loseAnswer(Page page, Locator action) {
    check(action, "sorry");
    page.route(
        CORRECT,
        route -> {
          route.fetch();
          route.abort();
        });
    action.getByTestId("do").click();
    assertThat(action.getByTestId("outcome")).containsText("not known to be done");
    complaints.removeIf(line -> line.contains("ERR_FAILED"));
    page.unrouteAll();
  }

  private static void answer(Page page, int code) {
    String answer = "{\"code\": %d, \"message\": \"made up: %d\"}".formatted(code, code);
    page.unrouteAll();
    page.route(
        CORRECT,
        route -> route.fulfill(new Route.FulfillOptions().setStatus(code).setBody(answer)));
  }

  @Test
  void aGiftAndTokensGoToTheMailbox() {
    Page page = find(enter());
    page.getByText("Grant a gift").click();
    Locator gift = action(page, "grant");
    gift.getByLabel("Items").fill("coin 100 gem 5");
    gift.getByLabel("What the player reads").fill("Sorry!");
    gift.getByTestId("reason").fill("the outage");
    gift.getByTestId("check").click();
    assertThat(gift.getByTestId("outcome")).containsText("such as: coin 100, gem 5");

    gift.getByLabel("Items").fill("coin 100, gem 5");
    check(gift, "the outage");
    assertThat(gift.getByTestId("outcome")).containsText("100 coin, 5 gem");
    doIt(gift);
    assertThat(rows(page, "grants").first()).containsText("100 coin, 5 gem");
    assertThat(rows(page, "grants").first()).containsText("the outage");
  }

  @Test
  void aMasterThatStandsBySaysSoAndGoesOnOnceItIsActive() {
    network
        .database()
        .execute(
            "UPDATE delos.lease SET holder = 'other', epoch = epoch + 1,"
                + " expires_at = now() + interval '1 hour'");
    try {
      Page page = enter();
      assertThat(page.getByTestId("notice")).containsText("node 9001 stands by");
      assertThat(page.getByTestId("waits")).containsText("active master");
      shootInAllForms(page, "console-standby");

      network.database().execute("UPDATE delos.lease SET expires_at = now()");
      assertThat(page.getByTestId("find")).isVisible();
      assertThat(page.getByTestId("notice")).isEmpty();
    } finally {
      network.database().execute("UPDATE delos.lease SET expires_at = now()");
      expects(503);
    }
  }

  @Test
  void manyAreCompensatedAndADayIsExcused() {
    signIn();
    Page page = at(enter(), "network");
    Locator gift = action(page, "compensate");
    gift.getByTestId("from").fill("2026-11-25");
    gift.getByTestId("to").fill("2026-11-25");
    gift.getByLabel("Items").fill("coin 50");
    gift.getByLabel("What the player reads").fill("Sorry!");
    check(gift, "the outage " + name);
    doIt(gift);
    assertThat(grantsOf("GIFT")).isEqualTo(1);

    Locator excuse = action(page, "excuse");
    excuse.getByTestId("excused-day").fill("2026-11-24");
    check(excuse, "the outage " + name);
    doIt(excuse);
    assertThat(excuse.getByTestId("outcome")).containsText("Excused");
    excuse.getByTestId("excused-day").fill("2026-11-24");
    excuse.getByLabel("What").selectOption("takeBack");
    check(excuse, "it was not down");
    doIt(excuse);
    assertThat(excuse.getByTestId("outcome")).containsText("Not excused");
    shootInAllForms(page, "console-network");
  }

  @Test
  void chartsAreDrawnOfWhatHappened() {
    signIn();
    JsonObject statistics = ask("/daily/statistics", new JsonObject().put("from", "2026-11-20"));
    JsonObject today = statistics.getJsonArray("days").getJsonObject(5);
    assertThat(today.getString("date")).isEqualTo("2026-11-25");
    assertThat(today.getInteger("signIns")).isPositive();

    Page page = at(enter(), "figures?from=2026-11-20&to=2026-11-25");
    assertThat(page.locator(".chart canvas")).hasCount(4);
    assertThat(rows(page, "numbers")).hasCount(6);
    Locator first = rows(page, "numbers").first();
    assertThat(first.locator("th")).hasText("2026-11-25");
    assertThat(first.locator("td").first()).hasText("" + today.getInteger("signIns"));
    assertThat(page.getByTestId("streak-day")).hasValue("2026-11-25");
    assertThat(isDrawn(page, "sign-ins")).isTrue();
    assertThat(isDrawn(page, "streaks")).isTrue();
    shootInAllForms(page, "console-figures");
  }

  @Test
  void theKeyboardAloneIsEnoughAndAPhoneDoesNotScrollSideways() {
    context.close();
    context = newContext(360, 740, ColorScheme.DARK);
    Page page = newPage(network.console());
    page.keyboard().type(network.operatorToken());
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("find")).isVisible();
    page.getByTestId("uid").focus();
    page.keyboard().type(uid());
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("ledger")).isVisible();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
  }

  /** Whether something has the first line's colour. */
  private static boolean isDrawn(Page page, String chart) {
    return (boolean)
        page.getByTestId("chart-" + chart)
            .locator("canvas")
            .evaluate(
                """
                canvas => {
                  const {data} = canvas.getContext('2d')
                    .getImageData(0, 0, canvas.width, canvas.height);
                  const [r, g, b] = [0x0f, 0x5c, 0x99];
                  for (let i = 0; i < data.length; i += 4) {
                    if (data[i] === r && data[i + 1] === g && data[i + 2] === b) {
                      return true;
                    }
                  }
                  return false;
                }
                """);
  }

  private static Locator rows(Page page, String table) {
    return page.getByTestId(table).locator("tbody tr");
  }

  private static Locator correction(Page page, String item, int count) {
    page.getByText("Correct the inventory").click();
    Locator action = action(page, "correct");
    action.getByLabel("Item").fill(item);
    action.getByLabel("How many").fill(Integer.toString(count));
    return action;
  }

  private long coins() {
    return network
        .database()
        .count(
            "SELECT coalesce(sum(count), 0) FROM daily.ledger WHERE item = 'coin'"
                + " AND reason LIKE '%outage%' AND uid = '"
                + uid()
                + "'");
  }

  private long grantsOf(String kind) {
    JsonObject found = ask("/daily/player/show", new JsonObject().put("uid", uid()));
    return found.getJsonArray("grants").stream()
        .filter(grant -> ((JsonObject) grant).getString("kind").equals(kind))
        .count();
  }
}
