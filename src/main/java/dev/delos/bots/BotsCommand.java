package dev.delos.bots;

import dev.delos.config.ConfigException;
import dev.delos.mods.daily.DailyMod;
import dev.delos.sdk.Mod;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code java -jar delos.jar bots}: its options, and how it ends. */
@Command(
    name = "java -jar delos.jar bots",
    sortOptions = false,
    description = "Runs many players against a network, and says how it went.")
public final class BotsCommand {
  private static final int MOST_BOTS = 1_000_000;

  /** What the proxy takes is 24 characters; the number needs 7 of them. */
  private static final String NAME = "[\\p{L}\\p{N}_.-]{1,17}";

  @Option(
      names = "--url",
      defaultValue = "ws://127.0.0.1:8080/ws",
      split = ",",
      description = "A proxy's WebSocket, or several (default: ${DEFAULT-VALUE}).")
  private List<String> urls = List.of();

  @Option(names = "--count", defaultValue = "100", description = "How many bots (default: 100).")
  private String count = "";

  @Option(names = "--rate", defaultValue = "50", description = "New logins a second (default: 50).")
  private String rate = "";

  @Option(
      names = "--time",
      defaultValue = "1m",
      description = "How long, from the first login on, such as 30s, 10m, 2h (default: 1m).")
  private String time = "";

  @Option(
      names = "--pace",
      defaultValue = "10s",
      description = "Each bot opens the page once in that time (default: 10s).")
  private String pace = "";

  @Option(
      names = "--reconnect",
      defaultValue = "0",
      description = "Connections a second, of all bots, that break and come back (default: 0).")
  private String reconnects = "";

  @Option(
      names = "--name",
      defaultValue = "bot",
      description = "Guests are called so, with a number from 1 on (default: bot).")
  private String name = "";

  @Option(
      names = "--tokens",
      description = "A file with a token a line, for a network that takes no guests.")
  private @Nullable String tokens;

  @Option(
      names = "--from",
      description = "Local address, or range such as 127.0.0.1-127.0.0.8: 28000 bots each.")
  private @Nullable String from;

  @Option(
      names = "--expect",
      split = ",",
      description = "Kinds of failures, as the summary names them, that are no failure of the run.")
  private List<String> expected = List.of();

  @Option(names = "--help", usageHelp = true, description = "Says this.")
  private boolean help;

  private BotsCommand() {}

  /**
   * Runs until the time is over or the process is told to end.
   *
   * @return the exit code: 0 if every bot has signed in and nothing failed that isn't expected
   * @throws ConfigException for options that can't be
   */
  public static int run(List<String> args, PrintStream out) {
    return run(args, List.of(new DailyMod()), out);
  }

  /** With other mods' client systems beside the daily one. */
  static int run(List<String> args, List<Mod> mods, PrintStream out) {
    BotsCommand command = new BotsCommand();
    CommandLine line = new CommandLine(command);
    parse(line, args);
    if (command.help) {
      line.usage(out);
      return 0;
    }
    BotsOptions options = command.options();
    return BotsRun.run(options, mods, out) ? 0 : 1;
  }

  private static void parse(CommandLine line, List<String> args) {
    try {
      line.parseArgs(args.toArray(String[]::new));
    } catch (UnmatchedArgumentException e) {
      throw OptionReader.refuse(
          e.getUnmatched().get(0), "an option that bots doesn't have", optionNames(line));
    } catch (MissingParameterException e) {
      throw OptionReader.refuse(
          args.get(args.size() - 1), "nothing after it", "a value (see bots --help)");
    } catch (ParameterException e) {
      throw OptionReader.refuse("bots", String.join(" ", args), optionNames(line) + ", each once");
    }
  }

  private static String optionNames(CommandLine line) {
    return String.join(
        ", ",
        line.getCommandSpec().options().stream().map(option -> option.longestName()).toList());
  }

  private BotsOptions options() {
    List<URI> proxies = new ArrayList<>();
    urls.forEach(url -> proxies.add(OptionReader.webSocket("--url", url)));
    if (!name.matches(NAME)) {
      throw OptionReader.refuse("--name", name, "1 to 17 letters, digits, _ . -");
    }
    BotsOptions options =
        new BotsOptions(
            proxies,
            OptionReader.whole("--count", count, 1, MOST_BOTS),
            OptionReader.rate("--rate", rate, 0.1),
            name,
            Optional.ofNullable(tokens).map(Path::of),
            OptionReader.time("--time", time),
            OptionReader.time("--pace", pace),
            OptionReader.rate("--reconnect", reconnects, 0),
            from == null ? List.of() : LocalAddresses.range("--from", from),
            Set.copyOf(expected));
    check(options);
    return options;
  }

  /** What each option allows alone, but not with the others. */
  private static void check(BotsOptions options) {
    Duration logins = Duration.ofMillis((long) (1_000 * options.count() / options.rate()));
    if (options.time().compareTo(logins) <= 0) {
      throw OptionReader.refuse(
          "--time",
          options.time().toMillis() + "ms",
          "more than the " + logins.toMillis() + "ms that the logins take");
    }
    // Where the system chooses the address, each proxy may have all ports of it.
    int addresses = options.from().isEmpty() ? options.urls().size() : options.from().size();
    long most = (long) addresses * LocalAddresses.portsOfAnAddress();
    if (options.count() > most) {
      throw OptionReader.refuse(
          "--count",
          Integer.toString(options.count()),
          "at most " + most + ", for want of local ports; more with more addresses: --from");
    }
    OpenFiles.check(options.count());
  }
}
