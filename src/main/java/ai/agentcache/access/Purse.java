package ai.agentcache.access;

import io.smallrye.mutiny.Uni;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one key has spent, as far as this replica knows: the sum of all replicas when Redis was last
 * asked, and what was spent here since. Nothing is forgotten before Redis has taken it. Safe for
 * use by many threads; times are nanoseconds of one clock.
 */
final class Purse {

  private final String keyId;
  private final LongSupplier numbers;
  private final Map<YearMonth, Long> pending = new TreeMap<>();
  private @Nullable Booking unconfirmed;
  private @Nullable YearMonth month;
  private @Nullable YearMonth askedFor;
  private @Nullable Uni<Void> running;
  private long sum;
  private long askedAt;
  private long usedAt;

  /**
   * @param keyId the key
   * @param numbers numbers of bookings, each larger than the one before
   */
  Purse(String keyId, LongSupplier numbers, long now) {
    this.keyId = keyId;
    this.numbers = numbers;
    this.usedAt = now;
  }

  /** Something was spent. */
  synchronized void add(YearMonth when, long nanos, long now) {
    usedAt = now;
    pending.merge(when, nanos, Long::sum);
  }

  /** What is known to be spent in a month, nano-dollars. */
  synchronized long spent(YearMonth when) {
    return (when.equals(month) ? sum : 0) + unbooked(when);
  }

  /** What was spent here in a month and is not known to be in Redis, nano-dollars. */
  synchronized long unbooked(YearMonth when) {
    Booking sent = unconfirmed;
    long sending = sent != null && sent.month().equals(when) ? sent.nanos() : 0;
    return sending + pending.getOrDefault(when, 0L);
  }

  /** Whether anything is known of a month. */
  synchronized boolean knows(YearMonth when) {
    return when.equals(month) || unbooked(when) > 0;
  }

  /** Whether Redis was asked about a month not longer ago than that, in vain or not. */
  synchronized boolean isFresh(YearMonth when, long now, long nanos) {
    usedAt = now;
    return when.equals(askedFor) && now - askedAt <= nanos;
  }

  /** Whether Redis has to be told of something. */
  synchronized boolean isOwing() {
    return unconfirmed != null || !pending.isEmpty();
  }

  /** Whether it may be forgotten: nothing is owed, and nobody has used it for so long. */
  synchronized boolean isIdle(long now, long nanos) {
    return !isOwing() && running == null && now - usedAt > nanos;
  }

  /**
   * Books what is pending and asks for the sum; calls at the same time share one run.
   *
   * @param send books, and tells the sum of the month
   * @param now the time
   */
  synchronized Uni<Void> settle(
      YearMonth when, Function<Booking, Uni<Long>> send, LongSupplier now) {
    Uni<Void> current = running;
    if (current != null) {
      return current;
    }
    Uni<Void> run =
        Uni.createFrom()
            .deferred(() -> step(when, send, now))
            .onFailure()
            .invoke(failure -> stop(when, now.getAsLong()))
            .memoize()
            .indefinitely();
    running = run;
    run.subscribe().with(done -> {}, failure -> {});
    return run;
  }

  private Uni<Void> step(YearMonth when, Function<Booking, Uni<Long>> send, LongSupplier now) {
    Booking booking = next(when);
    return send.apply(booking)
        .chain(
            total ->
                confirm(booking, total, when, now.getAsLong())
                    ? Uni.createFrom().voidItem()
                    : step(when, send, now));
  }

  /** What to send: what was sent before and not confirmed, the oldest month, or a question. */
  private synchronized Booking next(YearMonth when) {
    Booking again = unconfirmed;
    if (again != null) {
      return again;
    }
    if (pending.isEmpty()) {
      return new Booking(keyId, when, 0, 0);
    }
    YearMonth oldest = pending.keySet().iterator().next();
    long nanos = pending.getOrDefault(oldest, 0L);
    pending.remove(oldest);
    Booking booking = new Booking(keyId, oldest, numbers.getAsLong(), nanos);
    unconfirmed = booking;
    return booking;
  }

  /** Whether the run is over. */
  private synchronized boolean confirm(Booking booking, long total, YearMonth when, long now) {
    unconfirmed = null;
    if (booking.month().equals(when)) {
      month = when;
      sum = total;
      asked(when, now);
      if (pending.isEmpty()) {
        running = null;
        return true;
      }
    }
    return false;
  }

  private synchronized void stop(YearMonth when, long now) {
    running = null;
    asked(when, now);
  }

  private void asked(YearMonth when, long now) {
    askedFor = when;
    askedAt = now;
  }
}
