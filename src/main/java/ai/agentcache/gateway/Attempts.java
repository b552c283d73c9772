package ai.agentcache.gateway;

import ai.agentcache.gateway.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was tried for one request, and how much may still be tried. */
final class Attempts {

  private final int most;
  private final Optional<Trace> trace;
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

  /** Whether one more may be made; a provider that was not asked does not count. */
  boolean hasLeft() {
    return made.stream().filter(attempt -> !attempt.outcome().equals("not_asked")).count() < most;
  }

  List<Attempt> made() {
    return List.copyOf(made);
  }
}
