package ai.agentcache.cache.flight;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An answer as it was computed: its head, and its events from the first one on, for as many readers
 * as like and whenever they come. It may still be growing. One from the cache is complete; so is
 * one whose computation has ended.
 *
 * <p>A growing one belongs to one caller. The caller that cancels all its readings, or says {@link
 * #leave()}, does not wait for the computation any more; others may.
 */
public final class Recording {

  private final Tape tape;
  private final Runnable leaving;
  private final AtomicInteger readings = new AtomicInteger();

  Recording(Tape tape, Runnable leaving) {
    this.tape = tape;
    this.leaving = leaving;
  }

  /** One that is complete. */
  public static Recording complete(byte[] head, List<byte[]> events, Piece.End end) {
    return new Recording(new Tape(head, events, end), () -> {});
  }

  /** What was known before the answer came, a JSON object. Not to be changed. */
  public byte[] head() {
    return tape.head();
  }

  /** Whether the computation has ended well, so that {@link #all()} and {@link #end()} answer. */
  public boolean isComplete() {
    return tape.isComplete();
  }

  /**
   * All events of a complete recording. Not to be changed.
   *
   * @throws IllegalStateException if it is not complete
   */
  public List<byte[]> all() {
    end();
    return tape.events();
  }

  /**
   * How a complete recording ended.
   *
   * @throws IllegalStateException if it is not complete
   */
  public Piece.End end() {
    Piece.End end = tape.end();
    if (end == null) {
      throw new IllegalStateException("the recording is not complete");
    }
    return end;
  }

  /**
   * The events from the first one on, each JSON, in the subscriber's own Vert.x context. Completes
   * with the computation and fails as it fails. Cancelling harms no other reader.
   */
  public Multi<byte[]> events() {
    if (isComplete()) {
      return Multi.createFrom().iterable(tape.events());
    }
    return Multi.createFrom()
        .publisher(
            subscriber -> {
              readings.incrementAndGet();
              new TapeReader(tape, subscriber, this::readingCancelled).start();
            });
  }

  /** How it ended, once it has; fails as the computation fails. */
  public Uni<Piece.End> ended() {
    if (isComplete()) {
      return Uni.createFrom().item(end());
    }
    return events().onItem().ignoreAsUni().map(v -> Objects.requireNonNull(tape.end()));
  }

  /** The caller wants no more of it. Needed only by one that does not read. */
  public void leave() {
    leaving.run();
  }

  private void readingCancelled() {
    if (readings.decrementAndGet() == 0) {
      leave();
    }
  }

  /**
   * A form of a complete recording that is made once and kept as long as the recording is kept in
   * memory; of one that is not complete it is made each time.
   *
   * @param name what the form is called; the same name always stands for the same form
   */
  public <T> T view(Object name, Function<Recording, T> make) {
    return isComplete() ? tape.views().of(name, () -> make.apply(this)) : make.apply(this);
  }
}
