package ai.agentcache.postgres;

import io.smallrye.mutiny.Uni;

/**
 * Keeps in memory for a moment what is to be written to Postgres. What it holds when the service
 * ends is written before the connections are closed.
 */
public interface Unwritten {

  /** Writes all that waits, and what is being written already. */
  Uni<Void> flush();
}
