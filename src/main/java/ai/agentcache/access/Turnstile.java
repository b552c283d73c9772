package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of one limit pass. Decides by the {@link Allowance} under a lock that is held
 * for a few dozen nanoseconds; asks Redis outside of it, one question at a time, and requests that
 * come meanwhile share the next answer.
 */
final class Turnstile {

  /**
   * What all turnstiles have in common.
   *
   * @param redis asks Redis, see {@link LeaseStore}
   * @param reachable whether asking has a chance
   * @param now milliseconds that never go back
   * @param indebted who has something to tell Redis
   * @param maxWaiting requests of one limit that may wait at once
   */
  record Surroundings(
      BiFunction<LimitKey, LeaseCall, Uni<LeaseReply>> redis,
      BooleanSupplier reachable,
      LongSupplier now,
      Set<Turnstile> indebted,
      int maxWaiting) {}

  private record Answer(Waiter<Admission> waiter, Admission admission) {
    void tell() {
      waiter.tell(admission);
    }
  }

  private final LimitKey key;
  private final Surroundings around;
  private final Allowance allowance = new Allowance();
  private final ArrayDeque<Waiter<Admission>> waiting = new ArrayDeque<>(0);
  private final ArrayDeque<Waiter<Quota>> asking = new ArrayDeque<>(0);
  private boolean inFlight;

  Turnstile(LimitKey key, Surroundings around) {
    this.key = key;
    this.around = around;
  }

  /** Decides now, or returns null if Redis has to be asked. */
  @Nullable Admission tryAdmit(long limit, long quota) {
    long now = now();
    Admission admission;
    LeaseCall ahead = null;
    synchronized (this) {
      allowance.terms(limit, quota);
      admission = allowance.take(now);
      if (admission == null && !reachable()) {
        admission = standAlone(now);
      }
      if (admission != null && !inFlight) {
        ahead = askAhead(now);
      }
    }
    if (ahead != null) {
      send(ahead);
    }
    return admission;
  }

  private @Nullable Admission standAlone(long now) {
    allowance.standAlone(now);
    around.indebted.add(this);
    return allowance.take(now);
  }

  private @Nullable LeaseCall askAhead(long now) {
    if (allowance.runsLow()) {
      return flying(allowance.lease(now, 0));
    }
    return allowance.probes(now) && reachable() ? flying(allowance.settle(now)) : null;
  }

  /** Decides now or when Redis has answered; fails only if too many wait already. */
  Uni<Admission> admit(long limit, long quota) {
    Admission admission = tryAdmit(limit, quota);
    return admission != null
        ? Uni.createFrom().item(admission)
        : Uni.createFrom().emitter(emitter -> queue(emitter));
  }

  private void queue(UniEmitter<? super Admission> emitter) {
    LeaseCall call = null;
    synchronized (this) {
      if (waiting.size() < around.maxWaiting) {
        waiting.add(Waiter.here(emitter));
        call = inFlight ? null : flying(allowance.lease(now(), waiting.size()));
      } else {
        emitter.fail(new ApiException(ErrorCode.OVERLOADED, "too many requests wait; slow down"));
      }
    }
    if (call != null) {
      send(call);
    }
  }

  /** What is used of the quota: exact if Redis answers, else as far as this replica knows. */
  Uni<Quota> quota(long limit, long quota) {
    return Uni.createFrom().emitter(emitter -> ask(emitter, limit, quota));
  }

  private void ask(UniEmitter<? super Quota> emitter, long limit, long quota) {
    Waiter<Quota> waiter = Waiter.here(emitter);
    Quota known = null;
    LeaseCall call = null;
    synchronized (this) {
      allowance.terms(limit, quota);
      if (!reachable() || asking.size() >= around.maxWaiting) {
        known = allowance.quota();
      } else {
        asking.add(waiter);
        call = inFlight ? null : flying(allowance.settle(now()));
      }
    }
    if (known != null) {
      waiter.tell(known);
    } else if (call != null) {
      send(call);
    }
  }

  /** Tells Redis what it does not know, if anything, and unless a call is under way. */
  void settle() {
    LeaseCall call = null;
    synchronized (this) {
      long now = now();
      if (!inFlight && allowance.owes(now) && reachable()) {
        call = flying(allowance.settle(now));
      } else if (allowance.square()) {
        around.indebted.remove(this);
      }
    }
    if (call != null) {
      send(call);
    }
  }

  /** The same, with a lease that could still be used. */
  void close() {
    synchronized (this) {
      allowance.returnLease();
    }
    settle();
  }

  private LeaseCall flying(LeaseCall call) {
    inFlight = true;
    return call;
  }

  private void send(LeaseCall call) {
    around
        .redis
        .apply(key, call)
        .subscribe()
        .with(reply -> landed(call, reply), failure -> landed(call, null));
  }

  private void landed(LeaseCall call, @Nullable LeaseReply reply) {
    List<Answer> answers;
    List<Waiter<Quota>> askers;
    Quota quota;
    LeaseCall next;
    synchronized (this) {
      long now = now();
      inFlight = false;
      boolean wasAlone = allowance.alone();
      learn(call, reply, now);
      answers = serve(now);
      askers = List.copyOf(asking);
      asking.clear();
      quota = allowance.quota();
      next = next(wasAlone, now);
      if (!allowance.square()) {
        around.indebted.add(this);
      }
    }
    answers.forEach(Answer::tell);
    askers.forEach(asker -> asker.tell(quota));
    if (next != null) {
      send(next);
    }
  }

  private void learn(LeaseCall call, @Nullable LeaseReply reply, long now) {
    if (reply != null) {
      allowance.answered(call, reply, now);
    } else {
      allowance.standAlone(now);
    }
  }

  private @Nullable LeaseCall next(boolean wasAlone, long now) {
    if (!waiting.isEmpty()) {
      return flying(allowance.lease(now, waiting.size()));
    }
    boolean back = wasAlone && !allowance.alone();
    return back && allowance.owes(now) ? flying(allowance.settle(now)) : null;
  }

  private List<Answer> serve(long now) {
    List<Answer> answers = waiting.isEmpty() ? List.of() : new ArrayList<>(waiting.size());
    while (!waiting.isEmpty()) {
      Admission admission = allowance.decide(now);
      if (admission == null) {
        break;
      }
      answers.add(new Answer(waiting.removeFirst(), admission));
    }
    return answers;
  }

  private boolean reachable() {
    return around.reachable.getAsBoolean();
  }

  private long now() {
    return around.now.getAsLong();
  }
}
