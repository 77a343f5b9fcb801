package dev.delos.sdk.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventListenersTest {
  private final EventListeners listeners = new EventListeners("a test");
  private final SystemHost one = new Host("one");
  private final SystemHost other = new Host("other");
  private final List<String> heard = new ArrayList<>();

  @Test
  void handlersAreCalledInTheOrderOfTheirRegistration() {
    one.listen("mod", "System", "event", data -> heard.add("first"));
    other.listen("mod", "System", "event", data -> heard.add("second"));
    one.listen("mod", "System", "event", data -> heard.add("third"));
    dispatch();
    assertThat(heard).containsExactly("first", "second", "third");
  }

  @Test
  void aHandlerThatThrowsStopsNobodyElse() {
    one.listen(
        "mod",
        "System",
        "event",
        data -> {
          throw new IllegalStateException("thrown by a test");
        });
    one.listen(
        "mod",
        "System",
        "event",
        data -> {
          throw new AssertionError("thrown by a test");
        });
    other.listen("mod", "System", "event", data -> heard.add("other"));
    dispatch();
    assertThat(heard).containsExactly("other");
  }

  @Test
  void whatAHandlerChangesInTheDataNobodyElseSees() {
    one.listen("mod", "System", "event", data -> data.put("n", 2).getJsonObject("in").clear());
    other.listen("mod", "System", "event", data -> heard.add(data.encode()));
    JsonObject data = new JsonObject().put("n", 1).put("in", new JsonObject().put("k", "v"));
    listeners.dispatch("mod", "System", "event", data);
    assertThat(heard).containsExactly("{\"n\":1,\"in\":{\"k\":\"v\"}}");
    assertThat(data.getInteger("n")).isEqualTo(1);
  }

  @Test
  void aHandlerRegisteredTwiceIsCalledOnce() {
    Handler<JsonObject> handler = data -> heard.add("once");
    one.listen("mod", "System", "event", handler);
    one.listen("mod", "System", "event", handler);
    dispatch();
    assertThat(heard).containsExactly("once");
  }

  @Test
  void unlisteningEndsOneHandlerOfOneSystem() {
    Handler<JsonObject> handler = data -> heard.add("heard");
    one.listen("mod", "System", "event", handler);
    other.listen("mod", "System", "event", handler);
    one.unlisten("mod", "System", "event", handler);
    dispatch();
    assertThat(heard).containsExactly("heard");
  }

  @Test
  void unlisteningAllLeavesTheOtherSystems() {
    one.listen("mod", "System", "event", data -> heard.add("one"));
    one.listen("mod", "System", "other", data -> heard.add("one"));
    other.listen("mod", "System", "event", data -> heard.add("other"));
    one.unlistenAll();
    dispatch();
    assertThat(heard).containsExactly("other");
  }

  @Test
  void aHandlerMayUnlistenWhileItIsCalled() {
    one.listen("mod", "System", "event", data -> one.unlistenAll());
    one.listen("mod", "System", "event", data -> heard.add("still called this time"));
    dispatch();
    dispatch();
    assertThat(heard).containsExactly("still called this time");
  }

  @Test
  void anEventIsOfItsSendersSystemAlone() {
    one.listen("mod", "System", "event", data -> heard.add("heard"));
    listeners.dispatch("mod", "Other", "event", new JsonObject());
    listeners.dispatch("other", "System", "event", new JsonObject());
    listeners.dispatch("mod", "System", "other", new JsonObject());
    assertThat(heard).isEmpty();
  }

  @Test
  void aBroadcastReachesTheSystemsOfTheSameNodeTheSenderIncluded() {
    one.listen("mod", "one", "event", data -> heard.add("one"));
    other.listen("mod", "one", "event", data -> heard.add("other"));
    one.broadcast("event", new JsonObject());
    assertThat(heard).containsExactly("one", "other");
  }

  private void dispatch() {
    listeners.dispatch("mod", "System", "event", new JsonObject());
  }

  private final class Host extends BasicSystemHost {
    Host(String systemName) {
      super("mod", systemName, new JsonObject(), Clock.systemUTC(), listeners);
    }
  }
}
