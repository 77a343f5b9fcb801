package dev.delos.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.delos.config.ConfigException;
import dev.delos.sdk.Mod;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModLoaderTest {
  @TempDir Path directory;

  @Test
  void theDailyModIsFoundOnTheClassPath() {
    assertThat(ModLoader.find(directory.resolve("none"))).containsKey("daily");
  }

  @Test
  void aModInAJarOfTheFolderIsFoundBesideIt() throws IOException {
    jar("weather.jar", "Weather", "weather");
    Mod weather = ModLoader.find(directory).get("weather");
    assertThat(weather).isNotNull();
    assertThat(weather.getClass().getClassLoader())
        .isNotSameAs(ModLoaderTest.class.getClassLoader());
    assertThat(weather.getClass().getResource("/sql/weather/V1__weather.sql")).isNotNull();
  }

  @Test
  void twoModsOfOneNameAreRefused() throws IOException {
    jar("weather.jar", "Weather", "weather");
    jar("rain.jar", "Rain", "weather");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ModLoader.find(directory))
        .withMessage(directory + ": weather: found Weather and Rain, allowed: one mod of a name");
  }

  @Test
  void aModThatCanNotBeLoadedIsNamed() throws IOException {
    try (OutputStream out = Files.newOutputStream(directory.resolve("broken.jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      entry(jar, "META-INF/services/dev.delos.sdk.Mod", "Gone".getBytes(StandardCharsets.UTF_8));
    }
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ModLoader.find(directory))
        .withMessageContaining("Gone")
        .withMessageContaining("allowed: a mod that loads");
  }

  private void jar(String file, String className, String name) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes-" + className));
    Path source = classes.resolve(className + ".java");
    Files.writeString(
        source,
        "public class "
            + className
            + " implements dev.delos.sdk.Mod { public String name() { return \""
            + name
            + "\"; } public void register(dev.delos.sdk.Systems systems) {} }");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
    assertThat(
            compiler
                .getTask(
                    null,
                    null,
                    null,
                    options,
                    null,
                    compiler
                        .getStandardFileManager(null, null, null)
                        .getJavaFileObjects(source.toFile()))
                .call())
        .isTrue();
    try (OutputStream out = Files.newOutputStream(directory.resolve(file));
        JarOutputStream jar = new JarOutputStream(out)) {
      entry(jar, className + ".class", Files.readAllBytes(classes.resolve(className + ".class")));
      entry(jar, "META-INF/services/dev.delos.sdk.Mod", className.getBytes(StandardCharsets.UTF_8));
      entry(
          jar,
          "sql/" + name + "/V1__" + name + ".sql",
          "SELECT 1;".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void entry(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
