package ai.agentcache.event;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can happen, and whom it is told. */
public enum EventType {
  QUOTA_WARNING("quota.warning", Audience.TENANT),
  QUOTA_EXCEEDED("quota.exceeded", Audience.TENANT),
  BUDGET_WARNING("budget.warning", Audience.TENANT),
  BUDGET_EXCEEDED("budget.exceeded", Audience.TENANT),
  ANOMALY_HIT_RATE("anomaly.hit_rate", Audience.TENANT),
  ANOMALY_REQUESTS("anomaly.requests", Audience.TENANT),
  ANOMALY_COST("anomaly.cost", Audience.TENANT),
  BREAKER_OPENED("breaker.opened", Audience.ALL),
  BREAKER_CLOSED("breaker.closed", Audience.ALL),
  ALERT_FIRED("alert.fired", Audience.OPERATOR),
  ALERT_RESOLVED("alert.resolved", Audience.OPERATOR),
  UPLOAD_COMPLETED("upload.completed", Audience.TENANT),
  UPLOAD_FAILED("upload.failed", Audience.TENANT),
  BATCH_DEAD_LETTER("batch.dead_letter", Audience.TENANT),
  KEY_REVOKED("key.revoked", Audience.TENANT);

  /** Whom an event is told. */
  public enum Audience {
    /** The tenant in which it happened. */
    TENANT,
    /** The operator: it may tell of several tenants. */
    OPERATOR,
    /** The operator and every tenant: it tells of none. */
    ALL
  }

  private static final Map<String, EventType> BY_LABEL =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(EventType::label, Function.identity()));

  private final String label;
  private final Audience audience;

  EventType(String label, Audience audience) {
    this.label = label;
    this.audience = audience;
  }

  /** The type of that name. */
  public static Optional<EventType> named(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** As it is written. */
  public String label() {
    return label;
  }

  /** Whom it is told. */
  public Audience audience() {
    return audience;
  }

  /** Whether a subscriber may hear of it: one with a tenant, or the operator. */
  public boolean isFor(boolean operator) {
    return audience == Audience.ALL || operator == (audience == Audience.OPERATOR);
  }
}
