package ai.agentcache.agent.progress;

import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How the updates of agents fare, on all replicas. */
@Singleton
public final class ProgressFigures {

  private final ProgressStreamStore waiting;
  private final BatchStore written;

  ProgressFigures(ProgressStreamStore waiting, BatchStore written) {
    this.waiting = waiting;
    this.written = written;
  }

  /**
   * Updates of batches that were opened in the last hour, and what waits.
   *
   * @param applied updates that were applied
   * @param dead updates that could not be
   * @param waiting updates that wait now, of all tenants
   * @param lagMillis how long the oldest of these has waited
   */
  public record Figures(long applied, long dead, long waiting, long lagMillis) {}

  /** What was written, of one tenant or of all; empty while a store is away. */
  public Uni<Optional<Figures>> of(Optional<String> tenant) {
    return Uni.combine()
        .all()
        .unis(waiting.backlog(), written.lastHour(tenant))
        .with(
            (backlog, sums) ->
                Optional.of(
                    new Figures(
                        sums.applied(), sums.failed(), backlog.waiting(), backlog.lagMillis())))
        .onFailure(UnavailableException.class)
        .recoverWithItem(Optional.empty());
  }
}
