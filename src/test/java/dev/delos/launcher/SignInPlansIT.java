package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.config.ConfFolder;
import dev.delos.mods.daily.DailyClientSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a network with two sign-ins: a streak with milestones, an event, multipliers and
 * make-up, and a monthly one. Today is a Wednesday on which all that happens at once.
 */
class SignInPlansIT extends PageInBrowser {
  private static final Path PLANS = Path.of("src", "test", "resources", "page");
  private static final String MAKE_UP = "PlayerMakeUpEvent";
  private static final String FREE = "\"cost\":{\"item\":\"token\",\"count\":0}";
  private static final String TODAY = "2026-11-25";
  private static final String MISSED = "2026-11-24";

  @BeforeAll
  static void start(@TempDir Path directory) {
    start(ConfFolder.copyTo(directory));
    activate("daily", 1, "streak.json");
    activate("winter", 2, "winter.json");
    network.restart();
  }

  private static void activate(String activity, int version, String file) {
    network
        .database()
        .execute(
            """
            INSERT INTO daily.plan_version (activity, version, document, reason)
            VALUES ('%1$s', %2$d, '%3$s', 'a test');
            INSERT INTO daily.activation (activity, number, version, at, reason)
            VALUES ('%1$s', 1, %2$d, '2026-01-01T00:00:00Z', 'a test')
            """
                .formatted(activity, version, read(PLANS.resolve(file)).replace("'", "''")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void setClock() {
    clock.set(TODAY + "T12:00:00Z");
  }

  @Test
  void theMonthIsACalendarThatIsRememberedAndWalkedByKeys() {
    signInOn("2026-11-23");
    Page page = logIn(newPage());
    page.getByTestId("view-month").click();
    assertThat(page.getByTestId("day")).hasCount(30);
    assertThat(page.locator(".month th"))
        .hasText(days("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"));
    assertThat(page.locator("#daily-calendar")).hasText("November 2026");
    assertThat(day(page, "2026-11-23")).hasAttribute("data-look", "claimed");
    assertThat(page.locator(".month tr").nth(4).getByTestId("day").first())
        .hasAttribute("data-date", "2026-11-16");
    shootInAllForms(page, "month");

    page.locator(".is-today button").focus();
    page.keyboard().press("ArrowUp");
    page.keyboard().press("ArrowRight");
    assertThat(day(page, "2026-11-19").locator("button")).isFocused();
    page.keyboard().press("Enter");
    assertThat(detail(page)).containsText("Thursday 19 November");
    page.keyboard().press("Escape");
    assertThat(day(page, "2026-11-19").locator("button")).isFocused();

    page.reload();
    assertThat(page.getByTestId("day")).hasCount(30);
    page.getByTestId("view-week").click();
    assertThat(page.getByTestId("day")).hasCount(7);
  }

  @Test
  void aMissedDayIsMadeUpForATokenWhichJoinsTheStreak() {
    signInOn("2026-11-22");
    signInOn("2026-11-23");
    give("token", 3);
    Page page = logIn(newPage());
    page.getByTestId("claim").click();
    assertThat(page.getByTestId("count")).hasText("1 day in a row");
    assertThat(page.getByTestId("make-up-hint")).containsText("for 1 token. You have 3 tokens");
    assertThat(day(page, MISSED)).hasAttribute("data-look", "canMakeUp");

    open(page, MISSED);
    assertThat(page.getByTestId("offer")).containsText("It costs 1 token; you have 3 tokens.");
    page.getByTestId("make-up").dblclick();
    assertThat(page.getByTestId("offer")).hasText("Spend 1 token to make up Tuesday 24 November?");
    shootInAllForms(page, "make-up-confirm");
    page.getByTestId("make-up-no").click();
    page.getByTestId("make-up").click();
    page.getByTestId("make-up-yes").dblclick();
    assertThat(page.getByTestId("detail-result"))
        .containsText("Tuesday 24 November is made up: you received");
    assertThat(page.getByTestId("detail-result")).containsText("That took 1 token from your bag.");
    assertThat(detail(page)).containsText("Milestone at 3");
    shootInAllForms(page, "made-up");

    page.getByTestId("detail-close").click();
    assertThat(day(page, MISSED)).hasAttribute("data-look", "madeUp");
    assertThat(day(page, MISSED).locator("button")).isFocused();
    assertThat(page.getByTestId("count")).hasText("4 days in a row");
    assertThat(item(page, "token")).hasAttribute("data-count", "2");
    assertThat(item(page, "gem")).hasAttribute("data-count", "5");
    assertThat(grants()).isEqualTo(4);
  }

  @Test
  void aMakeUpThatCannotBePaidIsRefusedAndNothingIsTaken() {
    signInOn("2026-11-23");
    give("token", 1);
    Page page = logIn(newPage());
    open(page, MISSED);
    page.getByTestId("make-up").click();
    give("token", -1);
    page.getByTestId("make-up-yes").click();
    assertThat(page.getByTestId("detail-result"))
        .hasText("That costs 1 token, which you do not have.");
    assertThat(page.getByTestId("make-up")).isDisabled();
    assertThat(page.getByTestId("offer")).hasText("It costs 1 token; you have only 0 tokens.");
    assertThat(day(page, MISSED)).hasAttribute("data-look", "canMakeUp");
    assertThat(grants()).isEqualTo(1);
    shootInAllForms(page, "make-up-refused");
  }

  @Test
  void aPriceThatHasRisenUnderAnOpenPageIsToldBeforeAnythingIsTaken() {
    signInOn("2026-11-23");
    give("token", 5);
    Page page = watch(context.newPage());
    WireTap wire = new WireTap(page);
    page.navigate(network.page().toString());
    logIn(page);
    open(page, MISSED);
    page.getByTestId("make-up").click();
    assertThat(page.getByTestId("make-up-yes")).hasText("Spend 1 token");

    wire.alter(text -> text.replace("\"cost\":{\"item\":\"token\",\"count\":1}", FREE));
    wire.display();
    assertThat(page.getByTestId("make-up-yes")).isHidden();
    page.getByTestId("make-up").click();
    wire.alter(text -> text);
    page.getByTestId("make-up-yes").click();
    assertThat(page.getByTestId("detail-result"))
        .hasText("The price has changed: it costs 1 token now. Nothing was taken.");
    assertThat(page.getByTestId("make-up")).isEnabled();
    shootInAllForms(page, "make-up-price");
    assertThat(item(page, "token")).hasAttribute("data-count", "5");
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void aMakeUpWhoseAnswerDiedWithTheLobbyIsSeenToHaveGoneThrough() {
    signInOn("2026-11-23");
    give("token", 2);
    Page page = watch(context.newPage());
    WireTap wire = new WireTap(page);
    page.navigate(network.page().toString());
    logIn(page);
    wire.loseToPage(MAKE_UP);
    open(page, MISSED);
    page.getByTestId("make-up").click();
    page.getByTestId("make-up-yes").click();
    assertThat(page.getByTestId("make-up-yes")).hasText("Making up…");
    assertThat(page.getByTestId("make-up-yes")).isDisabled();
    page.waitForCondition(() -> grants() == 2);
    wire.display();
    assertThat(page.getByTestId("detail-result"))
        .hasText("All is well: Tuesday 24 November was made up.");
    assertThat(item(page, "token")).hasAttribute("data-count", "1");
  }

  @Test
  void aMakeUpThatDiedOnItsWayIsRepeatedAndPaidOnce() {
    signInOn("2026-11-23");
    give("token", 2);
    Page page = watch(context.newPage());
    WireTap wire = new WireTap(page);
    page.navigate(network.page().toString());
    logIn(page);
    wire.keepFromLobby(MAKE_UP);
    open(page, MISSED);
    page.getByTestId("make-up").click();
    page.getByTestId("make-up-yes").click();
    assertThat(page.getByTestId("make-up-yes")).hasText("Making up…");
    wire.display();
    assertThat(page.getByTestId("detail-result")).containsText("was not made up yet");
    page.getByTestId("make-up").click();
    page.getByTestId("make-up-yes").click();
    page.waitForCondition(() -> wire.kept().size() == 2);
    List<String> frames = wire.kept();
    assertThat(frames.get(1)).isEqualTo(frames.get(0)).contains("requestId");

    wire.release();
    frames.forEach(wire::sendToLobby);
    assertThat(page.getByTestId("detail-result")).containsText("is made up: you received");
    assertThat(item(page, "token")).hasAttribute("data-count", "1");
    assertThat(grants()).isEqualTo(2);
  }

  @Test
  void aMilestoneIsShownAndReached() {
    signInOn("2026-11-23");
    signInOn(MISSED);
    Page page = logIn(newPage());
    assertThat(page.getByTestId("count")).hasText("2 days in a row");
    assertThat(page.getByTestId("milestone")).containsText("One more day: 5 gems");
    assertThat(page.locator("progress")).hasAttribute("value", "2");
    assertThat(page.locator("progress")).hasAttribute("max", "3");
    shootInAllForms(page, "milestone");

    page.getByTestId("claim").click();
    assertThat(page.getByTestId("result")).containsText("Milestone at 3 reached: 5 gems!");
    assertThat(page.getByTestId("count")).hasText("3 days in a row");
    assertThat(page.getByTestId("milestone")).containsText("4 more days: A week’s chest");
    assertThat(item(page, "gem")).hasAttribute("data-count", "5");
  }

  @Test
  void whatADayPaysIsExplainedBeforeAndAfter() {
    Page page = logIn(newPage());
    assertThat(page.getByTestId("reasons"))
        .hasText(Pattern.compile("Midweek.×2 · Harvest.×3/2 = ×3 · Feast of Apollo"));
    open(page, TODAY);
    assertThat(page.getByTestId("part")).hasCount(2);
    assertThat(page.getByTestId("part").first())
        .hasText(
            Pattern.compile(
                "Reward of the day\\s*100 coins\\s*Midweek.×2 · Harvest.×3/2 = ×3\\s*300 coins"));
    assertThat(page.getByTestId("part").last()).containsText("Feast of Apollo");
    assertThat(page.getByTestId("total")).containsText("300 coins and 3 stars");
    shootInAllForms(page, "payment");
    page.getByTestId("detail-close").click();

    page.getByTestId("claim").click();
    assertThat(page.getByTestId("result")).hasText("You received 300 coins and 3 stars!");
    assertThat(item(page, "coin")).hasAttribute("data-count", "300");
    open(page, TODAY);
    assertThat(detail(page)).containsText("You have claimed this.");
    assertThat(page.getByTestId("total")).containsText("300 coins and 3 stars");
  }

  @Test
  void twoSignInsAreTabsAndEachIsClaimedOnItsOwn() {
    Page page = logIn(newPage());
    assertThat(page.getByTestId("activity")).hasCount(2);
    assertThat(activity(page, "daily")).hasAttribute("aria-selected", "true");
    activity(page, "winter").click();
    assertThat(activity(page, "winter")).hasAttribute("aria-selected", "true");
    assertThat(page.getByTestId("count")).hasText("0 sign-ins this month");
    assertThat(page.getByTestId("make-up-hint")).isHidden();
    page.getByTestId("claim").click();
    assertThat(page.getByTestId("result")).hasText("You received A snowball!");
    assertThat(activity(page, "winter")).hasAttribute("data-state", "claimed");
    assertThat(activity(page, "daily")).hasAttribute("data-state", "claimable");
    shootInAllForms(page, "activities");

    activity(page, "winter").focus();
    page.keyboard().press("ArrowLeft");
    assertThat(activity(page, "daily")).isFocused();
    assertThat(page.getByTestId("count")).hasText("0 days in a row");
    assertThat(page.getByTestId("result")).isEmpty();
    page.getByTestId("claim").click();
    assertThat(page.getByTestId("result")).containsText("300 coins");
    assertThat(grants()).isEqualTo(2);
  }

  @Test
  void aLobbyOfAnEarlierVersionIsUnderstoodAndToldNothingNew() {
    give("token", 1);
    signInOn("2026-11-23");
    Page page = watch(context.newPage());
    WireTap wire = new WireTap(page).likeAnEarlierLobby();
    page.navigate(network.page().toString());
    logIn(page);
    assertThat(page.getByTestId("view-month")).isHidden();
    assertThat(page.getByTestId("activity")).hasCount(0);
    assertThat(page.getByTestId("standing")).isHidden();
    assertThat(day(page, MISSED)).hasAttribute("data-look", "expired");
    open(page, MISSED);
    assertThat(page.getByTestId("make-up")).isHidden();
    page.getByTestId("detail-close").click();

    wire.keepFromLobby("PlayerRecvEvent");
    page.getByTestId("claim").click();
    page.waitForCondition(() -> wire.kept().size() == 1);
    assertThat(wire.kept().get(0)).doesNotContain("activity");
    wire.sendToLobby(wire.kept().get(0));
    assertThat(page.getByTestId("result")).containsText("You received");
    assertThat(page.getByTestId("claim")).hasText("Collected");
  }

  @Test
  void theTextsOfAPlanAreInThePlayersLanguage() {
    context.close();
    context = newContext(390, 844, ColorScheme.LIGHT, "zh-CN");
    signInOn("2026-11-23");
    give("token", 2);
    Page page = logIn(newPage());
    assertThat(activity(page, "winter")).containsText("冬日庆典");
    assertThat(page.getByTestId("count")).hasText("连续签到 0 天");
    open(page, TODAY);
    assertThat(page.getByTestId("part").first()).containsText("100 金币");
    assertThat(page.getByTestId("part").last()).containsText("阿波罗节");
    shoot(page, "payment-chinese");
    page.getByTestId("detail-close").click();
    open(page, MISSED);
    page.getByTestId("make-up").click();
    assertThat(page.getByTestId("offer")).hasText("用补签卡 ×1 补签11月24日星期二吗？");
    page.getByTestId("make-up-yes").click();
    assertThat(page.getByTestId("detail-result")).containsText("补签成功");
    assertThat(page.getByTestId("detail-result")).containsText("已从背包扣除补签卡 ×1");
    shoot(page, "made-up-chinese");
  }

  private void signInOn(String date) {
    clock.set(date + "T12:00:00Z");
    DelosClient client = network.connect(name);
    DailyClientSystem daily = client.system(DailyClientSystem.class);
    assertThat(Await.get(daily.claimToday()).getString("code")).isEqualTo("CLAIMED");
    Await.get(client.close());
    setClock();
  }

  private static void open(Page page, String date) {
    day(page, date).locator("button").click();
    assertThat(detail(page)).isVisible();
  }

  private static Locator detail(Page page) {
    return page.getByTestId("detail");
  }

  private static Locator activity(Page page, String activity) {
    return page.locator("[data-testid=activity][data-activity='" + activity + "']");
  }

  private static Locator item(Page page, String item) {
    return page.locator("[data-testid=bag-item][data-item='" + item + "']");
  }

  private static String[] days(String... names) {
    return names;
  }
}
