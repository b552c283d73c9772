package ai.agentcache.access;

import static java.lang.Math.max;

import ai.agentcache.access.Admission.Cause;
import java.time.YearMonth;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one replica may admit under one limit without asking, as a pure state machine.
 *
 * <pre>
 *            lease granted                    Redis fails
 *   ASKING ----------------> LEASED   any ----------------> ALONE
 *     ^  \  refused            |                              |
 *     |   `--------> REFUSED   | used up, or second over      | Redis answers
 *     `---------------'--------'------------------------------'
 * </pre>
 *
 * A lease is used within the second of Redis' clock in which it was taken, so that it is counted
 * where it is used; what is left goes into the tally and back with the next call. Times are
 * milliseconds of the limiter, which never go back. Not safe for use by many threads.
 */
final class Allowance {

  /** A refusal is asked again this often, because others may give back what they leased. */
  private static final long RECHECK_MILLIS = 1_000;

  private static final long PROBE_MILLIS = 1_000;
  private static final long SMALLEST_AHEAD = 8;

  private record Refusal(Cause cause, long retryAt, long until) {}

  private final SlidingWindow own = new SlidingWindow();
  private final Tally tally = new Tally();
  private long limit;
  private long quota;
  private long skew;
  private long leaseSecond;
  private long permits;
  private long low = -1;
  private long remaining;
  private long resetAt;
  private long quotaUsed;
  private YearMonth quotaMonth = YearMonth.of(1970, 1);
  private @Nullable Refusal refusal;
  private boolean alone;
  private long probeAt;

  /** Sets the terms; a refusal under other terms is forgotten. */
  void terms(long newLimit, long newQuota) {
    if (newLimit != limit || newQuota != quota) {
      limit = newLimit;
      quota = newQuota;
      refusal = null;
    }
  }

  /** Decides about one request, or returns null if Redis has to be asked. */
  @Nullable Admission take(long now) {
    expire(now);
    return decide(now);
  }

  /** The same for a request that waited for the call just answered. */
  @Nullable Admission decide(long now) {
    if (alone) {
      return takeAlone(now);
    }
    if (permits > 0) {
      return takeLeased(now);
    }
    Refusal current = refusal;
    return current == null || now >= current.until ? null : refused(now, current);
  }

  private Admission takeLeased(long now) {
    permits--;
    remaining--;
    own.add(second(now), 1);
    return allowed(remaining, resetAt);
  }

  private Admission takeAlone(long now) {
    long second = second(now);
    turnMonth(QuotaMonth.of(second));
    if (quota > 0 && quotaUsed >= quota) {
      return refused(now, new Refusal(Cause.QUOTA, 0, 0));
    }
    if (own.take(second, limit, 1) == 0) {
      return refused(now, new Refusal(Cause.RATE, own.retryAtMillis(second, limit) - skew, 0));
    }
    tally.add(second, 1);
    return allowed(own.remaining(second, limit), own.resetAtMillis(second));
  }

  private Admission allowed(long left, long reset) {
    quotaUsed++;
    return new Admission(true, Cause.NONE, limit, max(0, left), reset, 0, quota, quotaUsed);
  }

  private Admission refused(long now, Refusal reason) {
    long left = reason.cause == Cause.RATE ? 0 : max(0, alone ? ownRemaining(now) : remaining);
    long reset = alone ? own.resetAtMillis(second(now)) : resetAt;
    long wait = reason.cause == Cause.RATE ? reason.retryAt - now : untilNextMonth(now);
    long seconds = max(1, Math.floorDiv(wait + 999, 1_000L));
    return new Admission(false, reason.cause, limit, left, reset, seconds, quota, quotaUsed);
  }

  private long ownRemaining(long now) {
    return own.remaining(second(now), limit);
  }

  private long untilNextMonth(long now) {
    long next = QuotaMonth.start(QuotaMonth.of(second(now)).plusMonths(1));
    return next * 1_000 - (now + skew);
  }

  /** Whether the lease is so far used that the next one should be asked for already. */
  boolean runsLow() {
    return permits <= low;
  }

  /** Whether, without Redis, it is time to see if it is back. */
  boolean probes(long now) {
    return alone && now >= probeAt;
  }

  /** Whether this replica limits on its own. */
  boolean alone() {
    return alone;
  }

  /** Asks for requests that wait, and for more of them if many came lately. */
  LeaseCall lease(long now, long needed) {
    long epoch = now + skew;
    long second = second(now);
    long lately = max(own.count(second), own.count(second - 1));
    return call(now, needed, lately * (1_000 - Math.floorMod(epoch, 1_000L)) / 1_000);
  }

  /**
   * Tells Redis what it does not know, and asks for nothing. Changes are told at most once, so
   * after a failure the first call only knocks.
   */
  LeaseCall settle(long now) {
    return call(now, 0, 0);
  }

  private LeaseCall call(long now, long needed, long extra) {
    expire(now);
    low = -1;
    probeAt = now + PROBE_MILLIS;
    YearMonth month = QuotaMonth.of(second(now));
    SortedMap<Long, Long> changes = alone ? Collections.emptySortedMap() : tally.drain();
    return new LeaseCall(limit, quota, needed, extra, changes, month, now);
  }

  /** Redis has answered. */
  void answered(LeaseCall call, LeaseReply reply, long now) {
    skew = reply.now() - call.sentAt();
    alone = false;
    long second = reply.now() / 1_000;
    if (second != leaseSecond) {
      returnLease();
      leaseSecond = second;
    }
    permits += reply.granted();
    long ahead = reply.granted() - call.needed();
    low = ahead >= SMALLEST_AHEAD ? ahead / 4 : -1;
    remaining = reply.remaining() + permits - tally.sum();
    resetAt = reply.resetAtMillis();
    quotaUsed = reply.quotaUsed() - permits + tally.sum();
    quotaMonth = call.month();
    refusal = ahead < 0 ? refusal(reply, now) : null;
  }

  private static Refusal refusal(LeaseReply reply, long now) {
    long retryAt = now + reply.retryAfterMillis();
    long recheck = now + RECHECK_MILLIS;
    return new Refusal(
        reply.cause(), retryAt, reply.cause() == Cause.RATE ? Math.min(retryAt, recheck) : recheck);
  }

  /** Redis cannot be reached: from now on this replica limits on its own. */
  void standAlone(long now) {
    if (!alone) {
      alone = true;
      refusal = null;
      probeAt = now + PROBE_MILLIS;
      returnLease();
    }
  }

  /** Whether Redis should be told something. */
  boolean owes(long now) {
    expire(now);
    return !tally.isEmpty();
  }

  /** Whether there is nothing to tell Redis, now or when the lease is over. */
  boolean square() {
    return permits == 0 && tally.isEmpty();
  }

  /** Gives up the lease, whatever is left of it. */
  void returnLease() {
    if (permits > 0) {
      tally.add(leaseSecond, -permits);
      permits = 0;
    }
    low = -1;
  }

  /** As far as this replica knows. */
  Quota quota() {
    return new Quota(quota, max(0, quotaUsed));
  }

  private void expire(long now) {
    if (permits > 0 && second(now) > leaseSecond) {
      returnLease();
    }
  }

  private void turnMonth(YearMonth month) {
    if (!month.equals(quotaMonth)) {
      quotaMonth = month;
      quotaUsed = 0;
    }
  }

  private long second(long now) {
    return Math.floorDiv(now + skew, 1_000L);
  }
}
