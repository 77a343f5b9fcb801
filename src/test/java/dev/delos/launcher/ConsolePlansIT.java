package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an operator does with plans, in the console. */
class ConsolePlansIT extends ConsoleInBrowser {
  @Test
  void allMistakesAreShownWithTheirPathsAndNothingIsStored() {
    Page page = at(enter(), "plans/new");
    JsonObject plan = new JsonObject(page.getByTestId("plan").inputValue());
    int versions = versions();
    page.getByTestId("plan").fill(plan.put("zone", "Mars").put("resetHour", 24).encode());
    Locator action = action(page, "put");
    action.getByTestId("reason").fill("a try");
    action.getByTestId("check").click();
    Locator mistakes = page.getByTestId("mistakes").locator("tbody tr");
    assertThat(mistakes).hasCount(2);
    assertThat(mistakes.filter(text("zone\"Mars\"a time zone's name"))).hasCount(1);
    assertThat(mistakes.filter(text("resetHour24an hour of the day"))).hasCount(1);
    assertThat(action.getByTestId("do")).isHidden();
    shootInAllForms(page, "console-mistakes");

    page.getByTestId("plan").fill("{\"zone\": }");
    action.getByTestId("check").click();
    assertThat(action.getByTestId("outcome")).containsText("This is not JSON");
    assertThat(versions()).isEqualTo(versions);
  }

  @Test
  void aVersionIsStoredLookedAtActivatedAndRolledBack() {
    Page page = at(enter(), "plans/new");
    JsonObject plan = new JsonObject(page.getByTestId("plan").inputValue());
    int hour = (plan.getInteger("resetHour") + 1) % 24;
    page.getByTestId("plan").fill(plan.put("resetHour", hour).encodePrettily());

    page.getByTestId("compare-plan").click();
    assertThat(page.getByTestId("differences").locator("tbody tr")).hasCount(1);
    assertThat(page.getByTestId("differences")).containsText("resetHour");
    page.getByTestId("preview-days").fill("3");
    page.getByTestId("preview").click();
    assertThat(page.getByTestId("preview-table").locator("tbody tr")).hasCount(3);

    Locator put = action(page, "put");
    check(put, "an hour later");
    assertThat(put.getByTestId("outcome")).containsText("would be stored as version 1");
    assertThat(versions()).isZero();
    doIt(put);
    assertThat(put.getByTestId("outcome")).containsText("Stored as version 1");
    shootInAllForms(page, "console-stored");

    put.getByText("Activate version 1").click();
    Instant at = activate(page, 1, "an hour later");
    at(page, "plans");
    assertThat(page.getByTestId("activations").locator("tbody tr").first()).containsText("to come");
    assertThat(page.getByTestId("valid")).containsText("Version 0");
    clock.set(at.plusSeconds(1).toString());
    assertThat(at(page, "plans").getByTestId("valid")).containsText("Version 1");
    assertThat(page.getByTestId("versions").locator("tbody tr").first()).containsText("valid now");
    shootInAllForms(page, "console-plans");

    page.getByText("Roll back to it").click();
    at = activate(page, 0, "too late an hour");
    clock.set(at.plusSeconds(1).toString());
    assertThat(at(page, "plans").getByTestId("valid")).containsText("Version 0");
    assertThat(page.getByTestId("activations").locator("tbody tr")).hasCount(2);

    at(page, "plans/difference?from=1&to=0");
    assertThat(page.getByTestId("differences").locator("tbody tr")).hasCount(1);
    shootInAllForms(page, "console-difference");
    at(page, "plans/version?version=1");
    assertThat(page.getByTestId("document")).containsText("\"resetHour\": " + hour);
  }

  /** Activates the version that is chosen, ten minutes after the last activation at least. */
  private static Instant activate(Page page, int version, String reason) {
    assertThat(page.getByTestId("activate-version")).hasValue("" + version);
    Instant at = Instant.parse(page.getByTestId("activate-at").inputValue());
    at = at.plus(Duration.ofMinutes(version == 0 ? 20 : 10));
    page.getByTestId("activate-at").fill(at.toString());
    Locator action = action(page, "activate");
    check(action, reason);
    assertThat(action.getByTestId("outcome")).containsText("Version " + version);
    doIt(action);
    return at;
  }

  private static Locator.FilterOptions text(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static int versions() {
    return ask("/daily/plan/list", new JsonObject()).getJsonArray("versions").size();
  }
}
