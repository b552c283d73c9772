package ai.agentcache.usage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted, and the short name of it in Redis. */
enum Metric {
  /** Everything recorded; it is never 0 in a row, and tells whether Redis knows the row already. */
  EVENTS(0, "n"),
  HITS(1, "h"),
  MISSES(2, "m"),
  /** Tokens of answers that came from the cache. */
  TOKENS_SAVED(3, "t"),
  /** What those answers had cost, nano-dollars. */
  COST_SAVED(4, "c"),
  /** Tokens of answers that were put into the cache. */
  TOKENS_STORED(5, "T"),
  /** What those answers cost, nano-dollars. */
  COST_STORED(6, "C"),
  /** Latencies of hits and misses together, nanoseconds. */
  LATENCY(7, "l"),
  /** What providers charged, nano-dollars. */
  SPENT(8, "s"),
  /** Tokens of prompts that providers charged for. */
  SPENT_INPUT(9, "i"),
  /** Tokens of answers that providers charged for. */
  SPENT_OUTPUT(10, "o"),
  /** Calls to providers. */
  UPSTREAM_CALLS(11, "u"),
  /** Streamed answers of providers that have begun. */
  STREAMS(12, "f"),
  /** How long those took to begin, nanoseconds together. */
  FIRST_TOKEN(13, "F"),
  /** Calls to providers that failed by the providers' fault. */
  UPSTREAM_FAILURES(14, "x");

  static final List<Metric> ALL = List.of(values());

  private static final Map<String, Metric> BY_CODE = new HashMap<>();

  static {
    ALL.forEach(metric -> BY_CODE.put(metric.code, metric));
  }

  private final int index;
  private final String code;

  Metric(int index, String code) {
    this.index = index;
    this.code = code;
  }

  /** Its place among all, from 0. */
  int index() {
    return index;
  }

  String code() {
    return code;
  }

  static @Nullable Metric of(String code) {
    return BY_CODE.get(code);
  }
}
