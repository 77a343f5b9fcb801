package dev.delos.mods.daily;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows as operators see them: {@code delivered_at} is {@code deliveredAt}, an instant in UTC. */
final class RowJson {
  private RowJson() {}

  /**
   * A row.
   *
   * @param nullable the keys that are there even if they are null; others are left out then
   */
  static JsonObject of(Row row, Set<String> nullable) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < row.size(); i++) {
      String key = camelCase(row.getColumnName(i));
      Object value = value(row.getValue(i));
      if (value != null || nullable.contains(key)) {
        json.put(key, value);
      }
    }
    return json;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    boolean isJson =
        value instanceof Number || value instanceof Boolean || value instanceof JsonObject;
    return value == null || isJson ? value : value.toString();
  }

  private static String camelCase(String column) {
    StringBuilder name = new StringBuilder();
    for (String word : column.split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
