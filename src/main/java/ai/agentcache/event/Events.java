package ai.agentcache.event;

import ai.agentcache.postgres.Unwritten;
import ai.agentcache.resilience.WriteBehind;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

/**
 * Where parts of the service tell what happened.
 *
 * <p>What happens in Postgres is written by the very statement of it, as a row of {@code events}.
 * All else {@link #happened}: it is written behind, kept until Postgres takes it, and fired as a
 * CDI event on this replica.
 */
@Singleton
public final class Events implements Unwritten {

  private static final int BATCH = 200;

  private final Event<TenantEvent> listeners;
  private final WriteBehind<TenantEvent> waiting;

  Events(
      EventStore store, Event<TenantEvent> listeners, EventConfig config, MeterRegistry metrics) {
    this.listeners = listeners;
    this.waiting =
        new WriteBehind<>("agentcache.events", BATCH, store::insert, config.queue(), metrics);
  }

  /** Something happened that is in no transaction; never waits, never fails. */
  public void happened(TenantEvent event) {
    waiting.add(event);
    try {
      listeners.fire(event);
    } catch (RuntimeException e) {
      Log.errorf(e, "Nobody on this replica heard of %s", event.type().label());
    }
  }

  /** Writes what waits; never fails. */
  @Override
  public Uni<Void> flush() {
    return waiting.flush();
  }
}
