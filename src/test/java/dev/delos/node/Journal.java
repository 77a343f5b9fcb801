package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What the nodes of a test saw, in the order in which it happened. */
public final class Journal {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public void add(String line) {
    lines.add(line);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The lines so far that match. */
  public List<String> lines(Predicate<String> matching) {
    return lines.stream().filter(matching).toList();
  }

  /** Waits until these lines are here, among others, in this order. */
  public void awaitInOrder(String... expected) {
    Awaitility.await().untilAsserted(() -> assertThat(lines).containsSubsequence(expected));
  }
}
