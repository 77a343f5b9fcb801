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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a folder of texts, one a language: {@code zh.json} has those in Chinese, by key. The
 * folder may be several times on the class path, and in the working directory, as for all that the
 * proxy serves.
 */
final class MessageFiles {
  private static final Logger log = LoggerFactory.getLogger(MessageFiles.class);
  private static final String END = ".json";

  private MessageFiles() {}

  /** Reads them all, by language tag. A file that is none is reported and left out. Blocks. */
  static Map<String, JsonObject> read(String folder) throws IOException {
    Map<String, JsonObject> languages = new TreeMap<>();
    for (URL place : places(folder)) {
      read(place, languages);
    }
    readAll(Path.of(folder), languages);
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

  private static void readAll(Path folder, Map<String, JsonObject> languages) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(END))
            .forEach(file -> readOne(file, languages));
      }
    }
  }

  private static void readOne(Path file, Map<String, JsonObject> languages) {
    String name = file.getFileName().toString();
    String tag = name.substring(0, name.length() - END.length());
    try {
      String language = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
      languages.put(language, new JsonObject(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllformedLocaleException | DecodeException e) {
      log.warn("{} has no texts in a language: {}", file, e.toString());
    }
  }
}
