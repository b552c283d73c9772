package ai.agentcache.usage;

import ai.agentcache.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;

/** A recorder for tests outside of the running service, and what it has counted. */
public final class TestUsage {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UsageRecorder recorder =
      new UsageRecorder(new SystemClock(), new UsageMetrics(registry), Samples.config(Map.of()));

  /** Counts. */
  public UsageRecorder recorder() {
    return recorder;
  }

  /** Requests so far that were hits. */
  public int hits() {
    return requests("hit");
  }

  /** Requests so far that were misses. */
  public int misses() {
    return requests("miss");
  }

  private int requests(String result) {
    recorder.drain();
    return (int) registry.get("agentcache.cache.requests").tag("result", result).counter().count();
  }

  /** Tokens that hits have saved so far. */
  public int tokensSaved() {
    recorder.drain();
    return (int) registry.get("agentcache.usage.tokens.saved").counter().count();
  }
}
