package dev.delos.conformance;

import static dev.delos.conformance.ProbeNetwork.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the engine has told the probes. */
final class Told {
  private Told() {}

  /** Waits until each of them has been told once, and makes sure that nobody else is. */
  static void assertTold(
      ProbeNetwork network,
      String event,
      Predicate<JsonObject> which,
      Predicate<JsonObject> right,
      String... where) {
    awaitTold(event, which, where);
    await().untilAsserted(network::fence);
    assertThat(told(event, which)).extracting(Heard::where).containsExactlyInAnyOrder(where);
    assertThat(told(event, which)).extracting(Heard::data).allMatch(right);
  }

  /** Waits until each of them has been told. */
  static void awaitTold(String event, Predicate<JsonObject> which, String... where) {
    await()
        .untilAsserted(
            () -> assertThat(told(event, which)).extracting(Heard::where).contains(where));
  }

  static Stream<Heard> told(String event, Predicate<JsonObject> which) {
    return Probes.heard().filter(heard -> heard.event().equals(event) && which.test(heard.data()));
  }

  /** Of that stay of the player. */
  static Predicate<JsonObject> about(Guest guest) {
    return data -> guest.id().equals(data.getString("id"));
  }

  /** Of that node. */
  static Predicate<JsonObject> about(int serverId) {
    return data -> data.getInteger("serverId") == serverId;
  }
}
