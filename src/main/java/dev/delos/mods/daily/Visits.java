package dev.delos.mods.daily;

import dev.delos.sdk.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who opened the page of a day and has not signed in on it: for statistics, and so never in the way
 * of an answer. Many are written together, some seconds late; who signs in meanwhile isn't. What
 * can't be written is lost. Belongs to its service's context.
 */
final class Visits {
  /** Operators may ask for days that long ago. */
  static final int KEPT_DAYS = 100;

  /** With so many, they are written at once. */
  static final int MAX_WAITING = 1_000;

  /** So long they wait, for whoever signs in meanwhile: most do. */
  static final Duration DELAY = Duration.ofSeconds(10);

  /** Whom it remembers: who was forgotten is written again, which changes nothing. */
  private static final int MAX_KNOWN = 100_000;

  private static final int CLEANED_ROWS = 10_000;

  private static final Logger log = LoggerFactory.getLogger(Visits.class);

  private final Database database;
  private final Duration delay;
  private final Set<Visit> known = newest(MAX_KNOWN, forgotten -> {});
  private final Set<Visit> waiting = newest(MAX_WAITING, known::remove);
  private boolean isTimed;
  private boolean isWriting;

  private record Visit(LocalDate day, String activity, String uid) {}

  Visits(Database database, Duration delay) {
    this.database = database;
    this.delay = delay;
  }

  private static Set<Visit> newest(int most, Consumer<Visit> forgotten) {
    return Collections.newSetFromMap(
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Visit, Boolean> eldest) {
            if (size() > most) {
              forgotten.accept(eldest.getKey());
              return true;
            }
            return false;
          }
        });
  }

  /** Somebody opened the page who has not signed in on that day. */
  void opened(String activity, String uid, LocalDate day) {
    Visit visit = new Visit(day, activity, uid);
    if (known.add(visit)) {
      waiting.add(visit);
      writeLater();
    }
    if (waiting.size() >= MAX_WAITING) {
      writeUnlessWriting();
    }
  }

  private void writeLater() {
    Context context = Vertx.currentContext();
    if (context != null && !isTimed) {
      isTimed = true;
      context
          .owner()
          .setTimer(
              delay.toMillis(),
              due -> {
                isTimed = false;
                writeUnlessWriting();
              });
    }
  }

  private void writeUnlessWriting() {
    if (!isWriting) {
      write().onFailure(failure -> log.warn("visits are lost: {}", failure.toString()));
    }
  }

  /** Somebody signed in on that day: that says more than a visit does. */
  void signedIn(String activity, String uid, LocalDate day) {
    waiting.remove(new Visit(day, activity, uid));
  }

  /** Writes what waits, and deletes some of what is old. */
  Future<Void> write() {
    if (waiting.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Visit> rows = new ArrayList<>(waiting);
    waiting.clear();
    isWriting = true;
    LocalDate latest = Collections.max(rows.stream().map(Visit::day).toList());
    Tuple old = Tuple.of(latest.minusDays(KEPT_DAYS), CLEANED_ROWS);
    return database
        .queryIdempotent(StatisticsSql.VISIT, parameters(rows))
        .compose(written -> database.queryIdempotent(StatisticsSql.CLEAN_VISITS, old))
        .onComplete(done -> isWriting = false)
        .mapEmpty();
  }

  private static Tuple parameters(List<Visit> rows) {
    return Tuple.tuple()
        .addArrayOfLocalDate(SignInStore.column(rows, Visit::day, LocalDate[]::new))
        .addArrayOfString(SignInStore.column(rows, Visit::activity, String[]::new))
        .addArrayOfString(SignInStore.column(rows, Visit::uid, String[]::new));
  }
}
