package dev.delos.chaos;

import dev.delos.launcher.DelosProcess;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The packaged jar with the fault that this harness must catch: sign-in and grant are two
 * transactions, with a moment between them.
 */
final class SplitStore {
  private static final Path SOURCE =
      Path.of("src", "main", "java", "dev", "delos", "mods", "daily", "SignInStore.java");

  private static final String WHOLE = ".query(SignInSql.CLAIM, parameters(batch))";

  /** Who signed in is stored; a moment later, what they get for it. */
  private static final String SPLIT =
      """
      .query(
          SignInSql.CLAIM.replace(
              "($12::jsonb[])[occasion]",
              "CASE WHEN $12::jsonb[] IS NOT NULL THEN"
                  + " jsonb '{\\"items\\": [], \\"icon\\": \\"coin\\", \\"shownCount\\": 1,"
                  + " \\"description\\": \\"\\"}' END"),
          parameters(batch))
      .compose(
          stored ->
              database
                  .query("SELECT pg_sleep(0.5)", Tuple.tuple())
                  .compose(
                      moment ->
                          database.query(
                              "UPDATE daily.sign_in s SET reward = ($12::jsonb[])[c.occasion]"
                                  + " FROM unnest($1::text[], $4::uuid[], $9::int[])"
                                  + " AS c (uid, grant_id, occasion) WHERE s.uid = c.uid"
                                  + " AND s.sign_date = ($11::date[])[c.occasion]"
                                  + " AND s.grant_id = c.grant_id"
                                  + " AND s.grant_id = ANY ($18::uuid[])"
                                  + " AND ($2::timestamptz[], $3::uuid[], $5::bigint[],"
                                  + " $6::jsonb[], $7::int[], $8::int[], $10::text[],"
                                  + " $13::bigint[], $14::bigint[], $15::jsonb[], $16::int[],"
                                  + " $17::boolean[]) IS NOT NULL",
                              parameters(batch)
                                  .addArrayOfUUID(
                                      list(stored, row -> row.getUUID("grant_id"))
                                          .toArray(UUID[]::new))))
                  .map(updated -> stored))
      """;

  private SplitStore() {}

  /** Writes that jar. */
  static Path jar(Path target) throws IOException {
    String source = Files.readString(SOURCE);
    if (!source.contains(WHOLE)) {
      throw new AssertionError("the store has changed: " + WHOLE + " is not in " + SOURCE);
    }
    Path work = Files.createTempDirectory(target.getParent(), "split");
    Path file = work.resolve("SignInStore.java");
    Files.writeString(file, source.replace(WHOLE, SPLIT));
    compile(file, work);
    Files.copy(DelosProcess.jar(), target, StandardCopyOption.REPLACE_EXISTING);
    replace(work.resolve("dev"), target);
    return target;
  }

  private static void compile(Path file, Path into) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        List.of(
            "-proc:none",
            "-nowarn",
            "-classpath",
            DelosProcess.jar().toString(),
            "-d",
            into.toString(),
            file.toString());
    int status = compiler.run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError("the split store does not compile");
    }
  }

  private static void replace(Path classes, Path jar) throws IOException {
    try (FileSystem entries = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path entry = entries.getPath("/dev/" + classes.relativize(file));
        Files.copy(file, entry, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
