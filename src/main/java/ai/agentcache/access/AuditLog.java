package ai.agentcache.access;

import ai.agentcache.postgres.Unwritten;
import ai.agentcache.resilience.WriteBehind;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Takes audit events without making anybody wait and writes them behind. */
@Singleton
final class AuditLog implements Unwritten {

  private static final int BATCH = 500;
  private static final int LONGEST_TEXT = 256;

  private final WriteBehind<AuditEvent> events;

  @Inject
  AuditLog(AuditStore store, AccessConfig config, MeterRegistry metrics) {
    this(store::insert, config.auditQueue(), metrics);
  }

  /** With whatever writes a batch, and room for so many events. */
  AuditLog(Function<List<AuditEvent>, Uni<Void>> store, int room, MeterRegistry metrics) {
    this.events = new WriteBehind<>("agentcache.audit", BATCH, store, room, metrics);
  }

  /** Text from outside, short enough to be kept. */
  static String printable(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  /** Takes one event; never waits, never fails. */
  void record(AuditEvent event) {
    events.add(event);
  }

  /** Writes what is waiting; never fails. */
  @Override
  public Uni<Void> flush() {
    return events.flush();
  }
}
