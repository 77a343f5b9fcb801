package dev.delos;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The import rules of the packages: one way, down. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.delos");

  /** What each package may import of ours, itself aside. */
  private static final Map<String, List<String>> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              entry(
                  "launcher",
                  "node",
                  "host",
                  "cluster",
                  "database",
                  "bots",
                  "protocol",
                  "config",
                  "sdk"),
              entry("node", "host", "cluster", "database", "protocol", "config", "sdk"),
              entry("host", "cluster", "database", "protocol", "config", "sdk"),
              entry("cluster", "protocol", "config", "sdk"),
              entry("database", "protocol", "config", "sdk"),
              entry("bots", "client", "mods", "protocol", "config", "sdk"),
              entry("client", "protocol", "sdk"),
              entry("mods", "sdk"),
              entry("sdk"),
              entry("protocol"),
              entry("config")));

  @Test
  void everyPackageOfOursIsSeen() {
    Map<String, Long> seen =
        CLASSES.stream()
            .collect(Collectors.groupingBy(ArchitectureTest::top, Collectors.counting()));
    assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    assertThat(CLASSES.size()).as("classes seen").isGreaterThan(150);
    assertThat(seen).allSatisfy((name, count) -> assertThat(count).as(name).isGreaterThan(5));
  }

  @TestFactory
  List<DynamicTest> packagesImportOnlyDownwards() {
    return ALLOWED.keySet().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> importsOnlyAllowed(name)))
        .toList();
  }

  private static void importsOnlyAllowed(String name) {
    String[] forbidden =
        ALLOWED.keySet().stream()
            .filter(other -> !other.equals(name) && !ALLOWED.get(name).contains(other))
            .map(other -> "dev.delos." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.delos." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(CLASSES);
  }

  @Test
  void aRoleNeverImportsAnotherRole() {
    slices().matching("dev.delos.node.(*)..").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void aModNeverImportsAnotherMod() {
    slices()
        .matching("dev.delos.mods.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheClusterUsesTheEventBus() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.delos.cluster..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.vertx.core.eventbus.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheDatabasePackageBuildsAPool() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.delos.database..")
        .should()
        .dependOnClassesThat(isAny("io.vertx.pgclient.PgBuilder", "io.vertx.sqlclient.Pool"))
        .check(CLASSES);
  }

  @Test
  void theProtocolDoesNoInputOrOutput() {
    classes()
        .that()
        .resideInAPackage("dev.delos.protocol..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.delos.protocol..",
            "com.fasterxml.jackson.core..",
            "io.vertx.core.buffer..",
            "io.vertx.core.json..",
            "java.io..",
            "java.lang..",
            "java.nio.charset..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theRulesOfTheSignInArePure() {
    classes()
        .that()
        .resideInAPackage("dev.delos.mods.daily.rules..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.delos.mods.daily.rules..",
            "io.vertx.core.buffer..",
            "io.vertx.core.json..",
            "java.io..",
            "java.lang..",
            "java.math..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.delos.mods.daily.rules..")
        .should()
        .dependOnClassesThat(isAny("java.time.Clock", "java.util.Random"))
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    List<String> silent =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(found -> found.tryGetPackageInfo().isEmpty())
            .map(JavaPackage::getName)
            .toList();
    assertThat(silent).isEmpty();
  }

  private static DescribedPredicate<JavaClass> isAny(String... names) {
    return DescribedPredicate.describe(
        "is one of " + Arrays.toString(names), found -> List.of(names).contains(found.getName()));
  }

  private static Map.Entry<String, List<String>> entry(String name, String... allowed) {
    return Map.entry(name, List.of(allowed));
  }

  private static String top(JavaClass found) {
    String rest = found.getPackageName().substring("dev.delos.".length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
