package dev.delos.node.proxy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a folder of texts, one a language: {@code zh.json} has those in Chinese, by key. The
 * folder may be several times on the class path, and in the working directory, whose texts are
 * added to those of the same language. What is wrong is reported, and left out: a file, or a text.
 */
final class MessageFiles {
  private static final Logger log = LoggerFactory.getLogger(MessageFiles.class);
  private static final String END = ".json";

  /** As browsers know them: language, script, region and a variant. */
  private static final Pattern TAG =
      Pattern.compile(
          "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([0-9a-z]{5,8}|[0-9][0-9a-z]{3}))?",
          Pattern.CASE_INSENSITIVE);

  private MessageFiles() {}

  /** Reads them all, by language tag. Blocks. */
  static Map<String, JsonObject> read(String folder) throws IOException {
    return read(folder, Path.of(folder));
  }

  /**
   * @param added a folder whose texts are added
   */
  static Map<String, JsonObject> read(String folder, Path added) throws IOException {
    Map<String, JsonObject> languages = new TreeMap<>();
    for (URL place : places(folder)) {
      read(place, languages);
    }
    readAll(added, languages);
    return languages;
  }

  private static List<URL> places(String folder) throws IOException {
    return Collections.list(MessageFiles.class.getClassLoader().getResources(folder));
  }

  private static void read(URL place, Map<String, JsonObject> languages) throws IOException {
    URI uri = uri(place);
    if (uri.getScheme().equals("jar")) {
      String[] parts = uri.getRawSchemeSpecificPart().split("!", 2);
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(parts[0])))) {
        readAll(jar.getPath(URI.create(parts[1]).getPath()), languages);
      }
    } else {
      readAll(Path.of(uri), languages);
    }
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void readAll(Path folder, Map<String, JsonObject> languages) {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(END))
            .forEach(file -> readOne(file, languages));
      } catch (IOException | UncheckedIOException e) {
        log.warn("the texts in {} cannot be read: {}", folder, e.toString());
      }
    }
  }

  private static void readOne(Path file, Map<String, JsonObject> languages) {
    String name = file.getFileName().toString();
    String tag = name.substring(0, name.length() - END.length());
    try {
      JsonObject texts = texts(file, new JsonObject(Files.readString(file)));
      languages.computeIfAbsent(language(tag), first -> new JsonObject()).mergeIn(texts);
    } catch (IOException | IllformedLocaleException | DecodeException | ClassCastException e) {
      log.warn("{} has no texts in a language: {}", file, e.toString());
    }
  }

  private static String language(String tag) {
    String language = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
    if (!TAG.matcher(language).matches()) {
      throw new IllformedLocaleException("no browser knows the language " + tag);
    }
    return language;
  }

  private static JsonObject texts(Path file, JsonObject all) {
    Map<String, Object> texts = new LinkedHashMap<>(all.getMap());
    texts
        .entrySet()
        .removeIf(
            entry -> {
              boolean isText = isText(all.getValue(entry.getKey()));
              if (!isText) {
                log.warn("{}: {} is neither a text nor plurals with other", file, entry.getKey());
              }
              return !isText;
            });
    return new JsonObject(texts);
  }

  /** A text, or one for each category of plurals, {@code other} among them. */
  private static boolean isText(@Nullable Object value) {
    return value instanceof String
        || (value instanceof JsonObject plurals
            && plurals.containsKey("other")
            && plurals.stream().allMatch(form -> form.getValue() instanceof String));
  }
}
