package ai.agentcache.gateway.trace;

import ai.agentcache.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call to a provider, as a span of a trace. Attributes are names, counts and statuses: never
 * anything of a prompt or an answer. Safe for use by several threads.
 */
public final class Span {

  private final Trace trace;
  private final String id;
  private final String name;
  private final Clock clock;
  private final long startNanos;
  private final long startEpochNanos;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private long tookNanos = -1;
  private boolean failed;

  Span(Trace trace, String id, String name, Clock clock) {
    this.trace = trace;
    this.id = id;
    this.name = name;
    this.clock = clock;
    this.startNanos = clock.nanos();
    this.startEpochNanos = clock.epochMicros() * 1_000;
  }

  /** What the provider is told of it: the value of {@code traceparent}. */
  public String traceParent() {
    return trace.header(id);
  }

  /** Gives it an attribute. */
  public synchronized Span with(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  /** Gives it an attribute. */
  public synchronized Span with(String key, long value) {
    attributes.put(key, value);
    return this;
  }

  /** It has ended well; nothing if it has ended before. */
  public void end() {
    if (stop()) {
      trace.take(this);
    }
  }

  /** It has failed; nothing if it has ended before. */
  public void fail(String errorType) {
    if (stop()) {
      synchronized (this) {
        failed = true;
        attributes.put("error.type", errorType);
      }
      trace.take(this);
    }
  }

  private synchronized boolean stop() {
    boolean first = tookNanos < 0;
    if (first) {
      tookNanos = Math.max(0, clock.nanos() - startNanos);
    }
    return first;
  }

  Trace trace() {
    return trace;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  long startEpochNanos() {
    return startEpochNanos;
  }

  synchronized long endEpochNanos() {
    return startEpochNanos + tookNanos;
  }

  synchronized boolean hasFailed() {
    return failed;
  }

  synchronized Map<String, Object> attributes() {
    return new LinkedHashMap<>(attributes);
  }
}
