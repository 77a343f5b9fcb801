package dev.delos.node.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events of a session by their numbers: those that are still to be sent, and those that the
 * client has not acknowledged. Bounded: the oldest gives way. Belongs to the proxy's context.
 */
final class EventRing {
  /** Events that are kept at most. */
  static final int MOST = 8_192;

  /** Bytes that are kept at most; an event counts with what it takes besides its text. */
  static final int MOST_BYTES = 1024 * 1024;

  private static final int OVERHEAD = 64;
  private static final int FEW = 16;
  private static final int HUNDRED = 100;

  private final KeptBytes kept;
  private EventText[] slots = new EventText[FEW];
  private long first = 1;
  private long last;
  private long sent;
  private int bytes;
  private int unsentBytes;

  EventRing(KeptBytes kept) {
    this.kept = kept;
  }

  /** The number of the newest event. */
  long last() {
    return last;
  }

  /** The number of the newest event that was sent on the connection that there is. */
  long sent() {
    return sent;
  }

  /** The number of the event before the oldest that is kept. */
  long before() {
    return first - 1;
  }

  /** Begins anew after that number, with nothing kept. */
  void startAfter(long seq) {
    clear();
    first = seq + 1;
    last = seq;
    sent = seq;
  }

  void add(EventText event) {
    if (last - first + 1 == slots.length) {
      resize(2 * slots.length);
    }
    last++;
    slots[slot(last)] = event;
    count(event, 1);
    unsentBytes += size(event);
    while (last - first >= MOST || bytes > MOST_BYTES) {
      dropFirst();
    }
  }

  /** Drops what has that number or a smaller one. */
  void dropUpTo(long seq) {
    while (first <= Math.min(seq, last)) {
      dropFirst();
    }
    if (first > last && slots.length > FEW) {
      slots = new EventText[FEW];
    }
  }

  /** Drops the oldest that was sent; false if there is none. */
  boolean shed() {
    if (first > Math.min(sent, last)) {
      return false;
    }
    dropFirst();
    return true;
  }

  /** Sends again what is newer than that number. */
  void rewindTo(long seq) {
    sent = Math.max(seq, before());
    unsentBytes = 0;
    for (long next = sent + 1; next <= last; next++) {
      unsentBytes += size(slots[slot(next)]);
    }
  }

  /** Whether something was dropped that was still to be sent. */
  boolean hasGap() {
    return sent < before();
  }

  boolean hasNext() {
    return sent < last;
  }

  /** The frame of the next event to be sent, in UTF-8. */
  byte[] next() {
    sent++;
    EventText event = slots[slot(sent)];
    unsentBytes -= size(event);
    return event.frame(sent);
  }

  /** What is still to be sent, in percent of what may be kept. */
  int unsentPercent() {
    return percent(last - sent, unsentBytes);
  }

  /** What was sent and is kept, in percent of what may be. */
  int sentPercent() {
    return percent(sent - before(), bytes - unsentBytes);
  }

  private static int percent(long events, long ofBytes) {
    return (int) Math.max(HUNDRED * events / MOST, HUNDRED * ofBytes / MOST_BYTES);
  }

  void clear() {
    dropUpTo(last);
  }

  /** The texts of all that are kept, the oldest first. */
  List<String> tails() {
    List<String> tails = new ArrayList<>();
    for (long seq = first; seq <= last; seq++) {
      tails.add(slots[slot(seq)].tail());
    }
    return tails;
  }

  private void dropFirst() {
    EventText dropped = slots[slot(first)];
    Arrays.fill(slots, slot(first), slot(first) + 1, null);
    if (first > sent) {
      unsentBytes -= size(dropped);
    }
    first++;
    count(dropped, -1);
  }

  private void count(EventText event, int sign) {
    bytes += sign * size(event);
    kept.add(sign * (long) size(event));
  }

  private static int size(EventText event) {
    return event.bytes() + OVERHEAD;
  }

  private int slot(long seq) {
    return (int) (seq & (slots.length - 1));
  }

  private void resize(int length) {
    EventText[] old = slots;
    slots = new EventText[length];
    for (long seq = first; seq <= last; seq++) {
      slots[slot(seq)] = old[(int) (seq & (old.length - 1))];
    }
  }
}
