package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Says yes and no as the library does by which the host validates. */
class ShapePropertyTest {
  private static final JsonObject SCHEMA = PlanDocument.schema();
  private static final JsonObject EXAMPLE = Examples.everyField();
  private static final Validator LIBRARY =
      Validator.create(
          JsonSchema.of(SCHEMA),
          new JsonSchemaOptions()
              .setBaseUri("https://delos.test/")
              .setDraft(Draft.DRAFT202012)
              .setOutputFormat(OutputFormat.Flag));
  private static final List<Object> VALUES =
      List.of(
          0,
          1,
          -1,
          7,
          8,
          31,
          32,
          24,
          1_000_001,
          1.5,
          true,
          "",
          "x",
          "last",
          "streak",
          "month",
          "2",
          "3/2",
          "2026-01-05",
          "x".repeat(81),
          "é".repeat(80),
          "Coin!",
          new JsonArray(),
          new JsonObject(),
          new JsonArray().add(6).add(6),
          new JsonArray().add(1).add("x"));
  private static final List<String> KEYS =
      List.of("colour", "1", "8", "31", "last", "2026-12-24", "en", "English", "from", "factor");

  @Property(tries = 500)
  void aPlanWithASpoiltPlaceOrTwoIsRefusedIfTheLibraryRefusesIt(
      @ForAll @LongRange(max = 1_000_000_000L) long seed) {
    Random random = new Random(seed);
    JsonObject plan = EXAMPLE.copy();
    spoil(plan, random);
    if (random.nextBoolean()) {
      spoil(plan, random);
    }
    assertThat(Shape.mistakes(SCHEMA, plan).isEmpty())
        .as(plan.encodePrettily())
        .isEqualTo(LIBRARY.validate(plan).getValid());
    if (PlanDocument.mistakes(plan).isEmpty()) {
      assertThat(PlanDocument.read(plan).zone()).isNotNull();
    }
  }

  /** Replaces, takes out or adds a value somewhere. */
  private static void spoil(JsonObject plan, Random random) {
    List<JsonObject> objects = new ArrayList<>();
    List<JsonArray> arrays = new ArrayList<>();
    collect(plan, objects, arrays);
    if (random.nextInt(4) == 0) {
      spoilArray(arrays.get(random.nextInt(arrays.size())), random);
    } else {
      spoilObject(objects.get(random.nextInt(objects.size())), random);
    }
  }

  private static void spoilObject(JsonObject object, Random random) {
    List<String> keys = new ArrayList<>(object.fieldNames());
    String key = keys.isEmpty() ? "x" : keys.get(random.nextInt(keys.size()));
    switch (random.nextInt(3)) {
      case 0 -> object.remove(key);
      case 1 -> object.put(key, value(random));
      default -> object.put(KEYS.get(random.nextInt(KEYS.size())), value(random));
    }
  }

  private static void spoilArray(JsonArray array, Random random) {
    if (random.nextBoolean() || array.isEmpty()) {
      array.add(value(random));
    } else {
      array.set(random.nextInt(array.size()), value(random));
    }
  }

  private static Object value(Random random) {
    return copy(VALUES.get(random.nextInt(VALUES.size())));
  }

  private static Object copy(Object value) {
    return new JsonArray().add(value).copy().getValue(0);
  }

  private static void collect(Object value, List<JsonObject> objects, List<JsonArray> arrays) {
    if (value instanceof JsonObject object) {
      objects.add(object);
      object.fieldNames().forEach(key -> collect(object.getValue(key), objects, arrays));
    } else if (value instanceof JsonArray array) {
      arrays.add(array);
      array.forEach(element -> collect(element, objects, arrays));
    }
  }
}
