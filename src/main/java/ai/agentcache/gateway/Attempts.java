package ai.agentcache.gateway;

import ai.agentcache.gateway.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was tried for one request, and how much may still be tried. */
final class Attempts {

  private final int most;
  private final Optional<Trace> trace;
  private volatile int kept;
  private final List<Attempt> made = new CopyOnWriteArrayList<>();

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

  List<Attempt> made() {
    return List.copyOf(made);
  }
}
