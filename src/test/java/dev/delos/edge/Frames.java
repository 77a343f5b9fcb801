package dev.delos.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the proxy has said to a page, over all its connections and reloads. */
final class Frames {
  private final List<JsonObject> frames = new CopyOnWriteArrayList<>();

  /** Listens to the connections that the page opens from now on. */
  Frames(Page page) {
    page.onWebSocket(
        socket -> socket.onFrameReceived(frame -> frames.add(new JsonObject(frame.text()))));
  }

  JsonObject welcome(int index) {
    return of("welcome").get(index);
  }

  int welcomes() {
    return of("welcome").size();
  }

  int acks() {
    return of("ack").size();
  }

  int errors() {
    return of("error").size();
  }

  /** How many events of that name have come. */
  long count(String event) {
    return frames.stream().filter(frame -> event.equals(frame.getString("event"))).count();
  }

  /** That welcome goes on with the session of the first one, and nothing is lost. */
  void assertResumed(int index) {
    assertThat(welcomes()).isEqualTo(index + 1);
    assertThat(welcome(index).getBoolean("resumed")).isTrue();
    assertThat(welcome(index).getString("loss")).isEqualTo("NONE");
    assertThat(welcome(index).getString("id")).isEqualTo(welcome(0).getString("id"));
  }

  private List<JsonObject> of(String op) {
    return frames.stream().filter(frame -> op.equals(frame.getString("op"))).toList();
  }
}
