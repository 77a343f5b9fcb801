package dev.delos.mods.daily.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each sign-in day brings. */
sealed interface Calendar {
  /**
   * The reward of a sign-in.
   *
   * @param position the sign-in's place in what the plan counts, from 1
   */
  Optional<Reward> reward(LocalDate day, int position);

  /**
   * A table that holds from a date on, until the next one's.
   *
   * @param rewards a day without an entry brings nothing
   */
  record Table<K>(LocalDate from, Map<K, Reward> rewards) {
    public Table {
      rewards = Map.copyOf(rewards);
    }

    Optional<Reward> get(K key) {
      return Optional.ofNullable(rewards.get(key));
    }

    static <K> Optional<Table<K>> at(LocalDate day, List<Table<K>> tables) {
      return tables.stream()
          .filter(table -> !table.from().isAfter(day))
          .reduce((earlier, later) -> later);
    }
  }

  /**
   * Rewards by the day of the week.
   *
   * @param tables ascending, each from a Monday
   */
  record Week(List<Table<DayOfWeek>> tables) implements Calendar {
    public Week {
      tables = List.copyOf(tables);
    }

    @Override
    public Optional<Reward> reward(LocalDate day, int position) {
      return Table.at(day, tables).flatMap(table -> table.get(day.getDayOfWeek()));
    }
  }

  /**
   * Rewards by the day of the month. Days that a month hasn't are of no use in it; its last day
   * brings what stands under {@link #LAST}, if anything does, in place of its own.
   *
   * @param tables ascending, each from the first day of a month
   */
  record Month(List<Table<Integer>> tables) implements Calendar {
    static final int LAST = 0;

    public Month {
      tables = List.copyOf(tables);
    }

    @Override
    public Optional<Reward> reward(LocalDate day, int position) {
      return Table.at(day, tables).flatMap(table -> reward(table, day));
    }

    private static Optional<Reward> reward(Table<Integer> table, LocalDate day) {
      boolean isLast = day.equals(YearMonth.from(day).atEndOfMonth());
      Optional<Reward> last = isLast ? table.get(LAST) : Optional.empty();
      return last.or(() -> table.get(day.getDayOfMonth()));
    }
  }

  /** Rewards by the count of sign-ins; after the last comes the first. */
  record Cycle(List<Reward> rewards) implements Calendar {
    public Cycle {
      rewards = List.copyOf(rewards);
    }

    @Override
    public Optional<Reward> reward(LocalDate day, int position) {
      return Optional.of(rewards.get(index(position)));
    }

    private int index(int position) {
      return (position - 1) % rewards.size();
    }
  }
}
