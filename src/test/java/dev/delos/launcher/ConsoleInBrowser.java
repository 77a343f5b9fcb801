package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** The operators' console in a real Chromium, on a whole network. */
abstract class ConsoleInBrowser extends PageInBrowser {
  /** The console, entered with the operators' token. */
  protected final Page enter() {
    return enter(newPage(network.console()), network.operatorToken());
  }

  protected static Page enter(Page page, String token) {
    page.getByTestId("token").fill(token);
    page.getByTestId("enter").click();
    return page;
  }

  /** Another place of the console, asked for anew. */
  protected static Page at(Page page, String place) {
    page.navigate(network.console() + "#/" + place);
    page.reload();
    return page;
  }

  /** Shows the player of this test. */
  protected final Page find(Page page) {
    page.getByTestId("uid").fill(uid());
    page.getByTestId("find").click();
    assertThat(page.getByTestId("ledger")).isVisible();
    return page;
  }

  /** The player of this test signs in on the page for players. */
  protected final void signIn() {
    Page page = logIn(newPage());
    page.getByTestId("claim").click();
    assertThat(day(page, "2026-11-25")).hasAttribute("data-state", "claimed");
    page.close();
  }

  /** The form of that action. */
  protected static Locator action(Page page, String name) {
    return page.getByTestId("action-" + name);
  }

  /** Gives the reason and has it checked: nothing is done yet. */
  protected static void check(Locator action, String reason) {
    action.getByTestId("reason").fill(reason);
    action.getByTestId("check").click();
    assertThat(action.getByTestId("do")).isVisible();
    assertThat(action.getByTestId("outcome")).containsText("Nothing has been done yet.");
  }

  protected static void doIt(Locator action) {
    action.getByTestId("do").click();
    assertThat(action.getByTestId("outcome")).containsText("Done.");
    assertThat(action.getByTestId("do")).isHidden();
  }

  /** What a command says, without the page. */
  protected static JsonObject ask(String path, JsonObject body) {
    HttpResponse<String> answer = network.operator(path, body.encode());
    assertThat(answer).as(answer.body()).returns(200, HttpResponse::statusCode);
    return new JsonObject(answer.body()).getJsonObject("entity");
  }

  protected final void expects(int status) {
    complaints.removeIf(line -> line.contains("" + status));
  }
}
