package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An object in a document that may have any mistake. What isn't of the form that was asked for is
 * absent: {@link Shape} names it.
 */
record Node(String path, JsonObject json) {
  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    return json.containsKey(key);
  }

  Optional<String> text(String key) {
    return json.getValue(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  Optional<Integer> integer(String key) {
    return json.getValue(key) instanceof Integer number ? Optional.of(number) : Optional.empty();
  }

  Optional<LocalDate> date(String key) {
    return text(key).flatMap(Node::parseDate);
  }

  static Optional<LocalDate> parseDate(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  static Optional<ZoneId> parseZone(String id) {
    try {
      return Optional.of(ZoneId.of(id));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  Optional<JsonArray> list(String key) {
    return json.getValue(key) instanceof JsonArray list ? Optional.of(list) : Optional.empty();
  }

  Optional<Node> child(String key) {
    return json.getValue(key) instanceof JsonObject object
        ? Optional.of(new Node(pathOf(key), object))
        : Optional.empty();
  }

  /** The objects of a list. */
  Stream<Node> children(String key) {
    return list(key).stream()
        .flatMap(
            list ->
                IntStream.range(0, list.size())
                    .filter(i -> list.getValue(i) instanceof JsonObject)
                    .mapToObj(i -> new Node(pathOf(key) + "[" + i + "]", list.getJsonObject(i))));
  }

  /** All objects under a key of this one, and of any below it. */
  List<Node> everywhere(String key) {
    List<Node> found = new ArrayList<>();
    collect(key, found);
    return found;
  }

  private void collect(String key, List<Node> found) {
    child(key).ifPresent(found::add);
    for (String name : json.fieldNames()) {
      for (Node below : Stream.concat(child(name).stream(), children(name)).toList()) {
        below.collect(key, found);
      }
    }
  }
}
