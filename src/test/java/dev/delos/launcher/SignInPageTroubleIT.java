package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the sign-in page does when frames get lost: a claim ends, with honest words. */
class SignInPageTroubleIT extends PageInBrowser {
  private static final String CLAIM = "PlayerRecvEvent";
  private static final String OPEN = "OpenDailyRewardEvent";
  private static final Pattern NOT_YET = Pattern.compile("not collected yet");

  private Page page;
  private WireTap wire;

  @Test
  void aClaimThatDiedWithItsLobbyEndsWhenTheNextLobbyShowsThePage() {
    enter(() -> {});
    wire.keepFromLobby(CLAIM);
    claim().click();
    assertThat(claim()).hasText("Collecting…");
    wire.display();
    assertThat(result()).hasText(NOT_YET);
    assertThat(claim()).isEnabled();

    wire.release();
    claim().click();
    assertThat(result()).containsText("You received");
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void aClaimWhoseAnswerDiedWithTheLobbyIsSeenToHaveGoneThrough() {
    enter(() -> {});
    wire.loseToPage(CLAIM);
    claim().click();
    assertThat(claim()).hasText("Collecting…");
    wire.display();
    assertThat(result()).containsText("your gift was collected");
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
    assertThat(claim()).isDisabled();
    assertThat(claim()).hasText("Collected");
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void aClaimThatLandsAfterItWasCalledLostIsNotCalledSomebodyElses() {
    enter(() -> {});
    wire.keepFromLobby(CLAIM);
    claim().click();
    assertThat(claim()).hasText("Collecting…");
    wire.display();
    assertThat(result()).hasText(NOT_YET);
    String late = wire.kept().get(0);
    wire.release();
    wire.loseToPage(CLAIM);
    wire.sendToLobby(late);
    wire.display();
    assertThat(result()).containsText("your gift was collected");
    assertThat(claim()).isDisabled();
  }

  @Test
  void aPageThatWasAskedForBeforeTheClaimDoesNotEndIt() {
    enter(() -> {});
    wire.keepFromLobby(CLAIM);
    claim().click();
    assertThat(claim()).hasText("Collecting…");
    String slow = wire.kept().get(0);
    wire.keepFromLobby(OPEN);
    wire.display();
    page.waitForCondition(() -> wire.kept().size() == 2);
    assertThat(claim()).hasText("Collecting…");
    assertThat(claim()).isDisabled();

    wire.sendToLobby(slow);
    assertThat(result()).containsText("You received");
    assertThat(claim()).hasText("Collected");
  }

  @Test
  void aClaimThatNobodyAnswersEndsAtItsLimit() {
    enter(() -> page.clock().install());
    wire.keepFromLobby(CLAIM);
    claim().click();
    assertThat(claim()).hasText("Collecting…");
    page.clock().fastForward(14_000);
    assertThat(claim()).hasText("Collecting…");
    page.clock().fastForward(1_000);
    assertThat(result()).hasText(NOT_YET);
    assertThat(claim()).isEnabled();
  }

  @Test
  void aClaimThatTheConnectionTookAlongIsAskedForWhenItIsBack() {
    enter(() -> {});
    wire.loseToPage(CLAIM);
    claim().click();
    page.waitForCondition(() -> grants() == 1);
    wire.cut(1001);
    assertThat(page.getByText("The server restarts.")).isVisible();
    assertThat(result()).containsText("your gift was collected");
    assertThat(page.getByText("The server restarts.")).isHidden();
    assertThat(claim()).hasText("Collected");
  }

  @Test
  void aPageThatLostItsPlaceToAnotherWindowStaysAway() {
    enter(() -> {});
    wire.cut(4409);
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "closed");
    assertThat(page.getByText("You are playing in another window now.")).isVisible();
    page.getByText("Reload", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "online");
    assertThat(claim()).isEnabled();
  }

  @Test
  void whatOperatorsSayIsShownAsPlainTextAndCanBeClosed() {
    enter(() -> {});
    Locator broadcast = page.getByTestId("broadcast");
    assertThat(broadcast).hasAttribute("role", "status");
    assertThat(broadcast).isEmpty();
    wire.broadcast(new JsonObject().put("message", "<b>Restart</b> at 5 <img src=x onerror=y>"));
    assertThat(broadcast.locator(".broadcast-text"))
        .hasText("<b>Restart</b> at 5 <img src=x onerror=y>");
    assertThat(broadcast.locator("b, img")).hasCount(0);
    shoot(page, "broadcast");

    page.getByTestId("broadcast-close").click();
    assertThat(broadcast).isEmpty();
    assertThat(page.getByTestId("broadcast-close")).isHidden();
  }

  @Test
  void aMessageThatIsTooLongIsCutAndOneThatIsNoTextIsIgnored() {
    enter(() -> {});
    Locator text = page.getByTestId("broadcast").locator(".broadcast-text");
    wire.broadcast(new JsonObject().put("message", "\uD83C\uDF1E".repeat(500)));
    assertThat(text).hasText("\uD83C\uDF1E".repeat(500));
    wire.broadcast(new JsonObject().put("message", "x".repeat(501)));
    assertThat(text).hasText("x".repeat(499) + "…");
    wire.broadcast(new JsonObject().put("message", 7));
    wire.broadcast(new JsonObject());
    wire.broadcast(new JsonObject().put("message", " "));
    wire.broadcast(new JsonObject().put("message", "the last"));
    assertThat(text).hasText("the last");
  }

  private void enter(Runnable before) {
    page = context.newPage();
    page.onPageError(complaints::add);
    before.run();
    wire = new WireTap(page);
    page.navigate(network.page().toString());
    logIn(page);
    assertThat(claim()).isEnabled();
  }

  private Locator claim() {
    return page.getByTestId("claim");
  }

  private Locator result() {
    return page.getByTestId("result");
  }
}
