package dev.delos.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page speaks the player's language. Greek, of which only a few texts are there, is the one
 * file {@code webroot/daily/messages/el.json} among the tests' resources: nothing else knows of it.
 */
class PageLanguageIT extends PageInBrowser {
  @Test
  void aBrowserThatWantsChineseGetsChinese() {
    Page page = openIn("zh-CN");
    assertThat(page.locator("html")).hasAttribute("lang", "zh");
    assertThat(page).hasTitle("每日签到 · 提洛斯");
    assertThat(page.getByTestId("login-submit")).hasText("进入");

    logIn(page);
    assertThat(page.getByTestId("connection")).hasText("在线");
    assertThat(page.locator("h1").last()).hasText("太阳的馈赠");
    assertThat(page.locator(".calendar-dates")).hasText(Pattern.compile("^11.*23.*29.*$"));
    page.getByTestId("claim").click();
    assertThat(page.getByTestId("result")).containsText("获得");
    assertThat(page.getByTestId("claim")).hasText("已领取");
    shootInAllForms(page, "chinese");
  }

  @Test
  void thePlayersChoiceIsKept() {
    Page page = logIn(newPage());
    picker(page).selectOption("zh");
    assertThat(page.getByTestId("connection")).hasText("在线");
    assertThat(page.getByTestId("claim")).hasText("领取");

    page.reload();
    assertThat(page.getByTestId("claim")).hasText("领取");
    assertThat(picker(page)).hasValue("zh");

    picker(page).selectOption("en");
    assertThat(page.getByTestId("claim")).hasText("Collect");
    assertThat(page.locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void aFileMoreIsALanguageMoreAndWhatItLacksIsInEnglish() {
    Page page = newPage();
    assertThat(picker(page).locator("option")).hasText(new String[] {"Ελληνικά", "English", "中文"});
    picker(page).selectOption("el");
    assertThat(page.locator("h1").first()).hasText("Καλώς ήρθες στο νησί");
    assertThat(page.locator("html")).hasAttribute("lang", "el");
    assertThat(page.getByTestId("login-submit")).hasText("Enter");

    logIn(page);
    assertThat(page.locator("#daily-bag")).hasText("Η τσάντα σου");
    assertThat(page.getByTestId("claim")).hasText("Collect");
  }

  @Test
  void aBrowserWhoseLanguageThereIsNotGetsEnglish() {
    Page page = openIn("fi-FI");
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.getByTestId("login-submit")).hasText("Enter");
  }

  @Test
  void theTextsAreOneRequestAndNothingOfThePageMovesWhenTheyAreThere() {
    Page page = watch(context.newPage());
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.addInitScript(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
            + " shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });");
    page.navigate(network.page().toString());
    assertThat(page.getByTestId("login-name")).isFocused();
    assertThat(asked.stream().filter(url -> url.contains("/messages"))).hasSize(1);
    assertThat(((Number) page.evaluate("shift")).doubleValue()).isLessThan(0.01);
  }

  private Page openIn(String locale) {
    context.close();
    context = newContext(1280, 800, ColorScheme.LIGHT, locale);
    return newPage();
  }

  private static Locator picker(Page page) {
    return page.getByTestId("language");
  }
}
