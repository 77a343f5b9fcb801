package dev.delos.bots;

import dev.delos.edge.NumbersMod;
import dev.delos.mods.daily.DailyMod;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The bots, with a mod whose lobbies send numbered events: says what of them has arrived. */
public final class NumberedBots {
  private NumberedBots() {}

  public static void main(String[] args) {
    NumbersMod.Tally tally = new NumbersMod.Tally();
    var unused =
        Executors.newSingleThreadScheduledExecutor()
            .scheduleAtFixedRate(() -> print(tally), 1, 1, TimeUnit.SECONDS);
    System.exit(
        BotsCommand.run(List.of(args), List.of(new DailyMod(), new NumbersMod(tally)), System.out));
  }

  private static void print(NumbersMod.Tally tally) {
    tally.faults().forEach(System.out::println);
    tally.faults().clear();
    System.out.println(tally);
  }
}
