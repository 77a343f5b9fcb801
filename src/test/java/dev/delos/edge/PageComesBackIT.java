package dev.delos.edge;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.delos.launcher.PageInBrowser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sign-in page on a connection that breaks: it says so, comes back, and goes on. */
class PageComesBackIT extends PageInBrowser {
  private static final String TODAY = "2026-11-25";
  private static final String CLAIMED = "PlayerRecvEvent";
  private static final String DISPLAYED = "DisplayDailyRewardEvent";

  /** What is on the way so long can be cut off there. */
  private static final Duration SLOW = Duration.ofSeconds(2);

  private Breaker breaker;

  /** A mod's system of its own on the page, which keeps what it is told. */
  private static final String PROBE =
      """
      async (token) => {
        const { ClientSystem, DelosClient } = await import('/delos.js');
        window.told = [];
        class Probe extends ClientSystem {
          start() {
            for (const event of ['ConnectionLostEvent', 'ConnectionResumedEvent']) {
              this.listenForEvent('Minecraft', 'Engine', event, (data) => told.push(data));
            }
            this.listenForEvent('daily', 'DailyServerSystem', 'DisplayDailyRewardEvent', () =>
              told.push({ shown: true }));
          }
        }
        const client = new DelosClient({ token });
        window.probe = client.registerSystem('daily', 'DailyClientSystem', Probe);
        await client.connect();
      }
      """;

  @BeforeEach
  void putBreaker() {
    breaker = Breaker.to(network.vertx(), network.page().getPort());
  }

  @AfterEach
  void takeBreaker() {
    context.close();
    breaker.close();
  }

  @Test
  void aPageThatLosesItsConnectionSaysSoAndComesBackWithWhatItShowed() {
    Page page = context.newPage();
    page.clock().install();
    Frames frames = enter(page);
    assertThat(notice(page)).isHidden();

    stopTime(page);
    breaker.cutAll();
    assertThat(page.getByTestId("connection")).hasText("Reconnecting…");
    assertThat(notice(page)).containsText("The connection is lost. It comes back by itself");
    assertThat(page.getByTestId("day")).hasCount(7);
    assertThat(claim(page)).isDisabled();
    shootInAllForms(page, "connection-lost");

    page.clock().resume();
    assertThat(page.getByTestId("connection")).hasText("Online");
    assertThat(notice(page)).isHidden();
    assertThat(claim(page)).isEnabled();
    frames.assertResumed(1);
    assertThat(frames.count(DISPLAYED)).isEqualTo(1);
    assertThat(grants()).isZero();
  }

  @Test
  void aModsSystemIsToldOfTheBreakAndWhatItSaysMeanwhileArrives() {
    Page page = watch(context.newPage());
    page.clock().install();
    Frames frames = new Frames(page);
    page.navigate(url().toString());
    page.evaluate(PROBE, network.token(name));
    page.waitForCondition(() -> told(page) == 1);
    assertThat(page.evaluate("told[0].shown")).isEqualTo(true);

    stopTime(page);
    breaker.cutAll();
    page.waitForCondition(() -> told(page) == 2);
    assertThat(page.evaluate("JSON.stringify(told[1])"))
        .isEqualTo("{\"code\":1006,\"message\":\"\",\"comesBack\":true}");
    assertThat(page.evaluate("probe.notifyToServer('OpenDailyRewardEvent')")).isEqualTo(true);

    page.clock().resume();
    page.waitForCondition(() -> told(page) == 4);
    assertThat(page.evaluate("JSON.stringify(told[2])"))
        .isEqualTo(
            "{\"id\":\""
                + frames.welcome(0).getString("id")
                + "\",\"resumed\":true,\"loss\":\"NONE\"}");
    assertThat(page.evaluate("told[3].shown")).isEqualTo(true);
    frames.assertResumed(1);
  }

  @Test
  void whatTheProxyWouldRefuseIsNotSentAndLeavesNoGap() {
    Page page = watch(context.newPage());
    Frames frames = new Frames(page);
    page.navigate(url().toString());
    page.evaluate(PROBE, network.token(name));
    page.waitForCondition(() -> told(page) == 1);
    for (String refused :
        List.of(
            "probe.notifyToServer('Large', {text: 'x'.repeat(16384)})",
            "probe.notifyToServer('Deep', JSON.parse('{\"a\":'.repeat(17) + '1' + '}'.repeat(17)))",
            "probe.notifyToServer('N'.repeat(65))",
            "probe.notifyToServer('List', [1])",
            "probe.notifyToServiceNode(0, 'Nobody')")) {
      assertThat(page.evaluate(refused)).isEqualTo(false);
    }
    assertThat(complaints).hasSize(5).allMatch(line -> line.contains("not sent"));
    complaints.clear();
    assertThat(
            page.evaluate(
                "probe.notifyToServer('Deep', JSON.parse('{\"a\":'.repeat(16) + '1' + '}'.repeat(16)))"))
        .isEqualTo(true);
    page.evaluate("probe.notifyToServer('OpenDailyRewardEvent')");
    page.waitForCondition(() -> told(page) == 2);
    // It was sent as it is; the lobby doesn't know it.
    page.waitForCondition(() -> frames.errors() == 1);
    complaints.clear();
  }

  private static int told(Page page) {
    return ((Number) page.evaluate("told.length")).intValue();
  }

  @Test
  void aRewardThatWasGrantedMeanwhileIsShownOnce() {
    Page page = context.newPage();
    Frames frames = enter(page);
    breaker.delayAll(SLOW);
    claim(page).click();
    page.waitForCondition(() -> grants() == 1);
    breaker.cutAll();
    assertThat(result(page)).containsText("You received");
    assertThat(claim(page)).hasText("Collected");
    assertThat(day(page, TODAY)).hasAttribute("data-state", "claimed");
    String bag = page.getByTestId("bag-item").first().getAttribute("data-count");
    frames.assertResumed(1);
    assertThat(frames.count(CLAIMED)).isEqualTo(1);

    page.reload();
    assertThat(day(page, TODAY)).hasAttribute("data-state", "claimed");
    assertThat(page.getByTestId("bag-item").first()).hasAttribute("data-count", bag);
    assertThat(result(page)).isEmpty();
    assertThat(frames.count(CLAIMED)).isEqualTo(1);
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void aClaimThatTheBreakTookAlongIsSentAgainAndPaidOnce() {
    Page page = context.newPage();
    Frames frames = enter(page);
    breaker.delayAll(SLOW);
    claim(page).click();
    assertThat(claim(page)).hasText("Collecting…");
    breaker.cutAll();
    assertThat(result(page)).containsText("You received");
    frames.assertResumed(1);
    assertThat(frames.count(CLAIMED)).isEqualTo(1);
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void whatTheLobbyDeliveredMeanwhileIsShownOnce() {
    Page page = context.newPage();
    Frames frames = enter(page);
    give("sword", 36);
    claim(page).click();
    assertThat(result(page)).containsText("waits in your mailbox");
    give("sword", -36);
    breaker.delayAll(SLOW);
    page.getByTestId("collect").click();
    page.waitForCondition(() -> mails() == 0);
    breaker.cutAll();
    assertThat(page.getByTestId("mail-result")).hasText("1 gift is in your bag now.");
    assertThat(page.getByTestId("mail")).hasCount(0);
    assertThat(page.getByTestId("bag-item")).hasCount(1);
    frames.assertResumed(1);
    assertThat(frames.count(DISPLAYED)).isEqualTo(2);
  }

  @Test
  void aReloadGoesOnWithTheSession() {
    Page page = context.newPage();
    Frames frames = enter(page);
    page.reload();
    assertThat(day(page, TODAY)).hasAttribute("data-state", "claimable");
    assertThat(claim(page)).isEnabled();
    frames.assertResumed(1);
    claim(page).click();
    assertThat(result(page)).containsText("You received");

    page.reload();
    assertThat(day(page, TODAY)).hasAttribute("data-state", "claimed");
    frames.assertResumed(2);
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void anAnswerThatComesWhileThePageIsLoadedAnewIsShownThen() {
    Page page = context.newPage();
    page.clock().install();
    Frames frames = enter(page);
    breaker.delayAll(SLOW);
    claim(page).click();
    page.waitForCondition(() -> grants() == 1);
    stopTime(page);
    breaker.cutAll();
    assertThat(result(page)).containsText("Nothing is lost");
    shootInAllForms(page, "claim-lost");
    page.reload();
    assertThat(result(page)).containsText("You received");
    assertThat(day(page, TODAY)).hasAttribute("data-state", "claimed");
    frames.assertResumed(1);
    assertThat(frames.count(CLAIMED)).isEqualTo(1);
  }

  @Test
  void aSecondTabTakesTheSessionOverAndTheFirstSaysSo() {
    Page first = context.newPage();
    Frames frames = enter(first);
    Page second = context.newPage();
    Frames others = enter(second);
    assertThat(first.getByText("You are playing in another window now.")).isVisible();
    assertThat(first.getByTestId("connection")).hasText("Offline");
    assertThat(others.welcome(0).getString("id")).isEqualTo(frames.welcome(0).getString("id"));
    assertThat(others.welcome(0).getString("loss")).isEqualTo("NONE");

    claim(second).click();
    assertThat(result(second)).containsText("You received");
    first.getByText("Reload", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(day(first, TODAY)).hasAttribute("data-state", "claimed");
    frames.assertResumed(1);
    assertThat(second.getByText("You are playing in another window now.")).isVisible();
  }

  @Test
  void aPageThatWasAwayDoesNotThrowOutTheOneThatCameAfterIt() {
    Page first = context.newPage();
    first.clock().install();
    Frames frames = enter(first);
    stopTime(first);
    breaker.cutAll();
    assertThat(notice(first)).isVisible();
    Page second = context.newPage();
    Frames others = enter(second);

    first.clock().resume();
    assertThat(first.getByText("You are playing in another window now.")).isVisible();
    assertThat(frames.welcomes()).isEqualTo(1);
    claim(second).click();
    assertThat(result(second)).containsText("You received");
    assertThat(others.welcomes()).isEqualTo(1);
  }

  @Test
  void aConnectionThatCarriesNothingIsNoticedThoughNobodyHasClosedIt() {
    Page page = context.newPage();
    page.clock().install();
    Frames frames = enter(page);
    page.clock().fastForward(16_000);
    page.waitForCondition(() -> frames.acks() > 0);
    page.clock().fastForward(11_000);
    assertThat(page.getByTestId("connection")).hasText("Online");

    breaker.stallAll();
    page.clock().fastForward(16_000);
    page.clock().fastForward(11_000);
    assertThat(page.getByTestId("connection")).hasText("Online");
    frames.assertResumed(1);
    assertThat(claim(page)).isEnabled();
  }

  @Test
  void aClaimOnAConnectionThatCarriesNothingIsSentByTheNextOne() {
    Page page = context.newPage();
    page.clock().install();
    Frames frames = enter(page);
    breaker.stallAll();
    claim(page).click();
    assertThat(claim(page)).hasText("Collecting…");
    page.clock().fastForward(11_000);
    assertThat(result(page)).containsText("You received");
    frames.assertResumed(1);
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void withoutStorageAPageStillComesBackAndAReloadBeginsAnew() {
    context.addInitScript(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})");
    Page page = context.newPage();
    Frames frames = enter(page);
    breaker.cutAll();
    page.waitForCondition(() -> frames.welcomes() == 2);
    frames.assertResumed(1);
    assertThat(claim(page)).isEnabled();

    page.reload();
    assertThat(claim(page)).isEnabled();
    assertThat(frames.welcome(2).getBoolean("resumed")).isFalse();
  }

  @Test
  void aStorageThatIsBrokenDoesNoHarm() {
    Page page = context.newPage();
    Frames frames = enter(page);
    for (String garbage : List.of("{", "7", "{\"id\": 7, \"seq\": 1}", "{\"id\": \"x\"}")) {
      page.evaluate(
          "garbage => Object.keys(localStorage).forEach(key => localStorage.setItem(key, garbage))",
          garbage);
      int before = frames.welcomes();
      page.reload();
      assertThat(claim(page)).isEnabled();
      assertThat(frames.welcome(before).getBoolean("resumed")).isFalse();
    }
  }

  @Test
  void aTabOfAnotherAccountGoesItsOwnWay() {
    Page ours = context.newPage();
    Frames frames = enter(ours);
    Page theirs = watch(context.newPage());
    Frames others = new Frames(theirs);
    theirs.navigate(url().toString());
    theirs.getByTestId("login-name").fill("Other " + name.substring(5));
    theirs.getByTestId("login-submit").click();
    assertThat(claim(theirs)).isEnabled();
    assertThat(others.welcome(0).containsKey("loss")).isFalse();
    ours.reload();
    assertThat(claim(ours)).isEnabled();
    frames.assertResumed(1);
    assertThat(theirs.getByTestId("connection")).hasText("Online");
  }

  @Test
  void whoLogsOutLeavesNothingToGoOnWith() {
    Page page = context.newPage();
    Frames frames = enter(page);
    page.getByTestId("logout").click();
    assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
    logIn(page);
    assertThat(frames.welcome(1).containsKey("loss")).isFalse();
    assertThat(frames.welcome(1).getString("id")).isNotEqualTo(frames.welcome(0).getString("id"));
  }

  private Frames enter(Page page) {
    watch(page);
    Frames frames = new Frames(page);
    page.navigate(url().toString());
    logIn(page);
    assertThat(claim(page)).isEnabled();
    return frames;
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + breaker.port() + "/");
  }

  /** The page's timers wait from now on: it doesn't come back. */
  private static void stopTime(Page page) {
    page.clock().pauseAt(((Number) page.evaluate("Date.now() + 1000")).longValue());
  }

  private static Locator claim(Page page) {
    return page.getByTestId("claim");
  }

  private static Locator result(Page page) {
    return page.getByTestId("result");
  }

  private static Locator notice(Page page) {
    return page.getByTestId("connection-notice");
  }

  private long mails() {
    return network
        .database()
        .count(
            "SELECT count(*) FROM daily.sign_in WHERE delivered_at IS NULL AND uid = '"
                + uid()
                + "'");
  }
}
