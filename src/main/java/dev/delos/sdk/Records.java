package dev.delos.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.DatabindCodec;
import java.util.Map;

/**
 * Records to JSON objects and back. Reading passes over keys that the record doesn't have, so that
 * a later version may add some; a number or truth value that is missing is a mistake.
 */
final class Records {
  private static final ObjectMapper MAPPER =
      DatabindCodec.mapper()
          .copy()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private Records() {}

  static JsonObject toJson(Record value) {
    return new JsonObject(MAPPER.convertValue(value, MAP));
  }

  /**
   * Reads a record.
   *
   * @throws InvalidRequestException if a value does not fit its component
   */
  static <R extends Record> R fromJson(JsonObject json, Class<R> type) {
    try {
      return MAPPER.convertValue(json.getMap(), type);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(type.getSimpleName() + ": " + reason(e));
    }
  }

  /** Jackson's own words, without what it says of the place in our code. */
  private static String reason(IllegalArgumentException failure) {
    return failure.getCause() instanceof JsonProcessingException wrong
        ? wrong.getOriginalMessage()
        : String.valueOf(failure.getMessage());
  }
}
