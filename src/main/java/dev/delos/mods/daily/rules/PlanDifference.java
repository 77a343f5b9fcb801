package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two plans, in the order in which they are written.
 *
 * <p>Elements of a list are told apart by what names them in a plan ({@code events[id=feast]},
 * {@code milestones[at=7]}, {@code items[item=coin]}), so that one more in front doesn't make all
 * others differ; where they have no name, or stand in another order, by their place ({@code
 * cycle[0]}).
 */
public final class PlanDifference {
  private static final List<String> NAMES = List.of("id", "at", "item", "from");

  private final List<Difference> found = new ArrayList<>();

  private PlanDifference() {}

  /**
   * A value that isn't the same.
   *
   * @param from what was there; null if there was nothing
   * @param to what is there now; null if there is nothing
   */
  public record Difference(String path, @Nullable Object from, @Nullable Object to) {
    public JsonObject toJson() {
      JsonObject json = new JsonObject().put("path", path);
      Optional.ofNullable(from).ifPresent(value -> json.put("from", value));
      Optional.ofNullable(to).ifPresent(value -> json.put("to", value));
      return json;
    }
  }

  /** Empty if both say the same. */
  public static List<Difference> of(JsonObject from, JsonObject to) {
    PlanDifference difference = new PlanDifference();
    difference.objects("", from, to);
    return List.copyOf(difference.found);
  }

  public static JsonArray toJson(List<Difference> differences) {
    return new JsonArray(differences.stream().map(Difference::toJson).toList());
  }

  private void values(String path, @Nullable Object from, @Nullable Object to) {
    if (from instanceof JsonObject before && to instanceof JsonObject after) {
      objects(path, before, after);
    } else if (from instanceof JsonArray before && to instanceof JsonArray after) {
      lists(path, before, after);
    } else if (!Objects.equals(from, to)) {
      found.add(new Difference(path, from, to));
    }
  }

  private void objects(String path, JsonObject from, JsonObject to) {
    for (String key : union(from.fieldNames(), to.fieldNames())) {
      values(path.isEmpty() ? key : path + "." + key, from.getValue(key), to.getValue(key));
    }
  }

  private void lists(String path, JsonArray from, JsonArray to) {
    Map<String, Object> before = named(from);
    Map<String, Object> after = named(to);
    if (before.isEmpty() || after.isEmpty() || !isSameOrder(before.keySet(), after.keySet())) {
      before = numbered(from);
      after = numbered(to);
    }
    for (String name : union(before.keySet(), after.keySet())) {
      values(path + "[" + name + "]", before.get(name), after.get(name));
    }
  }

  /** The elements by their names; empty if not each has one that no other has. */
  private static Map<String, Object> named(JsonArray list) {
    return NAMES.stream()
        .map(key -> named(list, key))
        .filter(elements -> elements.size() == list.size())
        .findFirst()
        .orElse(Map.of());
  }

  private static Map<String, Object> named(JsonArray list, String key) {
    Map<String, Object> elements = new LinkedHashMap<>();
    for (Object element : list) {
      if (element instanceof JsonObject object && object.getValue(key) != null) {
        elements.put(key + "=" + object.getValue(key), element);
      }
    }
    return elements;
  }

  private static Map<String, Object> numbered(JsonArray list) {
    Map<String, Object> elements = new LinkedHashMap<>();
    IntStream.range(0, list.size())
        .forEach(i -> elements.put(Integer.toString(i), list.getValue(i)));
    return elements;
  }

  private static boolean isSameOrder(Set<String> before, Set<String> after) {
    return before.stream()
        .filter(after::contains)
        .toList()
        .equals(after.stream().filter(before::contains).toList());
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream())
        .collect(LinkedHashSet::new, Set::add, Set::addAll);
  }
}
