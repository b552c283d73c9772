package ai.agentcache.gateway.trace;

import ai.agentcache.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** What the calls that are made for one request have in common. */
public final class Trace {

  private final String traceId;
  private final Optional<String> parentId;
  private final boolean sampled;
  private final Clock clock;
  private final Consumer<Span> ended;

  /**
   * @param traceId 32 hex digits
   * @param parentId the span of whoever asks, 16 hex digits, if that is known
   * @param sampled whether it is recorded
   * @param ended takes spans that have ended, if it is recorded
   */
  Trace(
      String traceId,
      Optional<String> parentId,
      boolean sampled,
      Clock clock,
      Consumer<Span> ended) {
    this.traceId = traceId;
    this.parentId = parentId;
    this.sampled = sampled;
    this.clock = clock;
    this.ended = ended;
  }

  /**
   * A call begins.
   *
   * @param operation what is done, such as {@code chat}
   * @param model with which model
   */
  public Span start(String operation, String model) {
    return new Span(this, hex(), operation + " " + model, clock);
  }

  /** 16 hex digits, not all zero. */
  static String hex() {
    long id = ThreadLocalRandom.current().nextLong();
    return HexFormat.of().toHexDigits(id == 0 ? 1 : id);
  }

  void take(Span span) {
    if (sampled) {
      ended.accept(span);
    }
  }

  String id() {
    return traceId;
  }

  Optional<String> parentId() {
    return parentId;
  }

  /** The value of {@code traceparent} for a span. */
  String header(String spanId) {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
