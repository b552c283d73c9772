package ai.agentcache.gateway;

import ai.agentcache.gateway.routing.Route;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What was tried for one request, and how much may still be tried. */
final class Attempts {

  private final int most;
  private final Optional<Trace> trace;
  private volatile int kept;
  private final List<Attempt> made = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Runnable> uncounted = new AtomicReference<>();

  /**
   * @param most attempts in all
   * @param trace what they are all part of, if anybody wants to know
   */
  Attempts(int most, Optional<Trace> trace) {
    this.most = most;
    this.trace = trace;
  }

  Optional<Trace> trace() {
    return trace;
  }

  void add(Attempt attempt) {
    made.add(attempt);
  }

  /** Keeps one for somebody who is asked when all else has failed. */
  void keepOne() {
    kept = 1;
  }

  /** What was kept may be made now. */
  void useKept() {
    kept = 0;
  }

  /** Whether one more may be made; a provider that was not asked does not count. */
  boolean hasLeft() {
    long counted = made.stream().filter(attempt -> !attempt.outcome().equals("not_asked")).count();
    return counted < most - kept;
  }

  /** A target did not answer; why, if it was asked for this very request. */
  void failed(Target target) {
    String outcome = "failed";
    for (Attempt attempt : made) {
      if (attempt.provider().equals(target.provider().name())
          && attempt.model().equals(target.model())) {
        outcome = attempt.outcome();
      }
    }
    failures.add(
        target.label()
            + switch (outcome) {
              case "failed" -> " failed";
              case "not_asked" -> " was not asked";
              default -> " failed: " + outcome.replace('_', ' ');
            });
  }

  /**
   * The route with the reason for the answer that came: as it was chosen, unless somebody failed.
   *
   * @param instead why this answer, then
   */
  Route explained(Route route, String instead) {
    return failures.isEmpty()
        ? route
        : new Route(route.targets(), route.mode(), String.join("; ", failures) + "; " + instead);
  }

  /** Keeps what counts the request: by the first that failed, who is whom the caller wanted. */
  void unanswered(Runnable count) {
    uncounted.compareAndSet(null, count);
  }

  /** Nobody else is asked: the request is counted, once. */
  void over() {
    Runnable count = uncounted.get();
    if (count != null) {
      count.run();
    }
  }

  List<Attempt> made() {
    return List.copyOf(made);
  }
}
