package dev.delos.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
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
      byte[] text = Files.readAllBytes(path);
      JsonFile file = new JsonFile(path, new JsonObject(Buffer.buffer(text)));
      refuseTwins(path, text);
      return file;
    } catch (IOException e) {
      throw new ConfigException(path, "(file)", "no readable file", "a JSON file");
    } catch (DecodeException | ClassCastException e) {
      throw new ConfigException(path, "(file)", where(e), "one JSON object");
    }
  }

  /** Of a key that is there twice, JsonObject would take the last one and say nothing. */
  private static void refuseTwins(Path path, byte[] text) throws IOException {
    JsonFactory strict =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser parser = strict.createParser(text)) {
      while (parser.nextToken() != null) {
        // Its own check is all that is wanted.
      }
    } catch (JsonParseException twin) {
      throw new ConfigException(
          path, "(file)", twin.getOriginalMessage() + " in " + line(twin), "each key once");
    }
  }

  /** This file's object, which the schema of that name allows. */
  JsonObject checkedBy(String schema) {
    Schema.ofResource(schema).check(path, "", json);
    return json;
  }

  private static String where(RuntimeException e) {
    if (e.getCause() instanceof JsonProcessingException syntax && syntax.getLocation() != null) {
      return "a syntax error in " + line(syntax);
    }
    return "something else";
  }

  private static String line(JsonProcessingException at) {
    return "line " + at.getLocation().getLineNr() + ", column " + at.getLocation().getColumnNr();
  }
}
