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

  private static final String SPLIT =
      """
      .query(
          "WITH moment AS (SELECT $9::jsonb[] IS NULL) "
              + "INSERT INTO daily.sign_in "
              + "(activity, uid, sign_date, claimed_at, request_id, grant_id) "
              + "SELECT activity, uid, sign_date, claimed_at, request_id, grant_id "
              + "FROM unnest($1::text[], $2::text[], $3::date[], $4::timestamptz[], $5::uuid[], "
              + "$6::uuid[], $7::timestamptz[], $8::int[]) AS c (activity, uid, sign_date, "
              + "claimed_at, request_id, grant_id, expires_at, reward) "
              + "ORDER BY activity, uid, sign_date ON CONFLICT DO NOTHING RETURNING request_id",
          parameters(batch))
      .compose(
          signed ->
              database
                  .query("SELECT pg_sleep(0.1)", Tuple.tuple())
                  .compose(
                      moment ->
                          database.query(
                              "INSERT INTO daily.reward_grant "
                                  + "(uid, grant_id, activity, sign_date, reward, granted_at, "
                                  + "expires_at) "
                                  + "SELECT c.uid, c.grant_id, c.activity, c.sign_date, "
                                  + "($9::jsonb[])[c.reward], c.claimed_at, c.expires_at "
                                  + "FROM unnest($1::text[], $2::text[], $3::date[], "
                                  + "$4::timestamptz[], $5::uuid[], $6::uuid[], "
                                  + "$7::timestamptz[], $8::int[]) AS c (activity, uid, "
                                  + "sign_date, claimed_at, request_id, grant_id, expires_at, "
                                  + "reward) JOIN daily.sign_in s "
                                  + "USING (activity, uid, sign_date, request_id) "
                                  + "ON CONFLICT DO NOTHING",
                              parameters(batch)))
                  .map(granted -> signed))
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
