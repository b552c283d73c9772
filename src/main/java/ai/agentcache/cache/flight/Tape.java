package ai.agentcache.cache.flight;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The log of one computation: written once from its beginning to its end, read by any number of
 * readers at any time. Safe for use by several threads.
 */
final class Tape {

  private final Views views = new Views();
  private final List<byte[]> events;
  private final List<TapeReader> readers = new ArrayList<>();
  private byte @Nullable [] head;
  private Piece.@Nullable End end;
  private @Nullable Throwable failure;
  private long bytes;

  Tape() {
    this.events = new ArrayList<>();
  }

  /** One that is complete from the start. */
  Tape(byte[] head, List<byte[]> events, Piece.End end) {
    this.head = head;
    this.events = List.copyOf(events);
    this.end = end;
    this.bytes = head.length + events.stream().mapToLong(event -> event.length).sum();
  }

  synchronized void begin(byte[] first) {
    if (head != null || isOver()) {
      throw new IllegalStateException("a head comes once, first");
    }
    head = first;
    bytes += first.length;
  }

  void add(byte[] event) {
    synchronized (this) {
      if (head == null || isOver()) {
        throw new IllegalStateException("an event comes between head and end");
      }
      events.add(event);
      bytes += event.length;
    }
    wake();
  }

  void complete(Piece.End last) {
    synchronized (this) {
      if (head == null || isOver()) {
        throw new IllegalStateException("an end comes once, after the head");
      }
      end = last;
    }
    wake();
  }

  /** It ends without an end; nothing if it is over already. */
  void fail(Throwable cause) {
    synchronized (this) {
      if (isOver()) {
        return;
      }
      failure = cause;
    }
    wake();
  }

  private void wake() {
    List<TapeReader> all;
    synchronized (this) {
      all = List.copyOf(readers);
    }
    all.forEach(TapeReader::wake);
  }

  synchronized void enter(TapeReader reader) {
    readers.add(reader);
  }

  synchronized void leave(TapeReader reader) {
    readers.remove(reader);
  }

  synchronized boolean isOver() {
    return end != null || failure != null;
  }

  synchronized boolean isComplete() {
    return end != null;
  }

  /** An event by its number; null if it is not there yet. */
  synchronized byte @Nullable [] at(int index) {
    return index < events.size() ? events.get(index) : null;
  }

  synchronized byte[] head() {
    return Objects.requireNonNull(head);
  }

  synchronized Piece.@Nullable End end() {
    return end;
  }

  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** All events so far. */
  synchronized List<byte[]> events() {
    return List.copyOf(events);
  }

  /** Bytes of head and events so far. */
  synchronized long bytes() {
    return bytes;
  }

  Views views() {
    return views;
  }
}
