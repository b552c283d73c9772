package ai.agentcache.upload.edge;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums up today and yesterday and deletes old measurements, one replica at a time, in steps that
 * are small enough for the deadline of a query.
 */
@Singleton
final class Upkeep {

  private static final String WORK = "edge-upkeep";
  private static final int EDGES = 50;
  private static final int ROWS = 5_000;
  private static final int MOST_STEPS = 1_000;

  private final TurnStore turns;
  private final UpkeepStore store;
  private final Edges edges;
  private final Clock clock;
  private final EdgeConfig config;

  Upkeep(TurnStore turns, UpkeepStore store, Edges edges, Clock clock, EdgeConfig config) {
    this.turns = turns;
    this.store = store;
    this.edges = edges;
    this.clock = clock;
    this.config = config;
  }

  /** Does what is to be done if it is this replica's turn; fails when a store is away. */
  Uni<Void> run() {
    Duration hold = config.upkeep().multipliedBy(9).dividedBy(10);
    return turns.take(WORK, hold).chain(ours -> ours ? runAlone() : Uni.createFrom().voidItem());
  }

  Uni<Void> runAlone() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return rollUp(today.minusDays(1))
        .chain(() -> rollUp(today))
        .chain(() -> prune(now.minus(config.keepMetrics()), MOST_STEPS));
  }

  private Uni<Void> rollUp(LocalDate day) {
    return Multi.createFrom()
        .iterable(portions(edges.fleet().stream().map(one -> one.edge().id()).toList()))
        .onItem()
        .transformToUniAndConcatenate(portion -> store.rollUp(day, portion))
        .collect()
        .last();
  }

  private static List<List<String>> portions(List<String> ids) {
    List<List<String>> portions = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += EDGES) {
      portions.add(ids.subList(from, Math.min(ids.size(), from + EDGES)));
    }
    return portions;
  }

  private Uni<Void> prune(Instant before, int steps) {
    return store
        .prune(before, ROWS)
        .chain(
            deleted ->
                deleted == ROWS && steps > 1
                    ? prune(before, steps - 1)
                    : Uni.createFrom().voidItem());
  }
}
