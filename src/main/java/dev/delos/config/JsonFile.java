package dev.delos.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration file as it stands on the disk. */
record JsonFile(Path path, JsonObject json) {
  static JsonFile read(Path path) {
    try {
      return new JsonFile(path, new JsonObject(Buffer.buffer(Files.readAllBytes(path))));
    } catch (IOException e) {
      throw new ConfigException(path, "(file)", "no readable file", "a JSON file");
    } catch (DecodeException | ClassCastException e) {
      throw new ConfigException(path, "(file)", where(e), "one JSON object");
    }
  }

  /** This file's object, which the schema of that name allows. */
  JsonObject checkedBy(String schema) {
    Schema.ofResource(schema).check(path, "", json);
    return json;
  }

  private static String where(RuntimeException e) {
    if (e.getCause() instanceof JsonProcessingException syntax && syntax.getLocation() != null) {
      return "a syntax error in line "
          + syntax.getLocation().getLineNr()
          + ", column "
          + syntax.getLocation().getColumnNr();
    }
    return "something else";
  }
}
