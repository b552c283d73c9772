package ai.agentcache.upload.edge;

import ai.agentcache.upload.edge.Ranking.Excluded;
import ai.agentcache.upload.edge.Ranking.Reason;
import ai.agentcache.upload.edge.Ranking.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses edges for a wish: first leaves out those that may not be used, then takes the best by
 * score. The same fleet and wish give the same ranking; of equals the one listed first comes first.
 */
final class EdgeScoring {

  private final Wish wish;
  private final @Nullable Haversine from;
  private final int most;
  private final List<Scored> best;
  private final List<Excluded> excluded = new ArrayList<>();
  private int usable;

  private EdgeScoring(Wish wish, int most) {
    this.wish = wish;
    this.from = wish.from().map(Haversine::at).orElse(null);
    this.most = most;
    this.best = new ArrayList<>(most + 1);
  }

  /**
   * Ranks a fleet.
   *
   * @param fleet all edges
   * @param most how many to choose at most, 1 or more
   */
  static Ranking rank(List<Standing> fleet, Wish wish, int most) {
    EdgeScoring scoring = new EdgeScoring(wish, most);
    fleet.forEach(scoring::consider);
    return new Ranking(List.copyOf(scoring.best), scoring.excluded, scoring.usable);
  }

  private void consider(Standing standing) {
    Optional<Reason> reason = reasonAgainst(standing);
    if (reason.isPresent()) {
      excluded.add(new Excluded(standing.edge().id(), reason.get()));
      return;
    }
    usable++;
    if (mayBeAmongBest(standing)) {
      insert(scored(standing));
    }
  }

  private Optional<Reason> reasonAgainst(Standing standing) {
    if (!standing.edge().active()) {
      return Optional.of(Reason.INACTIVE);
    }
    if (standing.ejected()) {
      return Optional.of(Reason.EJECTED);
    }
    return wish.budget().isPresent()
            && standing.edge().costOf(wish.bytes()) > wish.budget().getAsDouble()
        ? Optional.of(Reason.OVER_BUDGET)
        : Optional.empty();
  }

  /** The way through the Earth is the shorter one: who is not good enough by it never is. */
  private boolean mayBeAmongBest(Standing standing) {
    return best.size() < most
        || from == null
        || score(standing.factors(from.chordKm(standing.point()))) > worst();
  }

  private Scored scored(Standing standing) {
    Factors factors = standing.factors(from == null ? Double.NaN : from.arcKm(standing.point()));
    return new Scored(
        standing.edge(), factors, score(factors), standing.measured(), standing.seenMbps());
  }

  private double score(Factors factors) {
    return factors.marks().score(wish.priority().weights());
  }

  private double worst() {
    return best.get(best.size() - 1).score();
  }

  private void insert(Scored scored) {
    int at = best.size();
    while (at > 0 && best.get(at - 1).score() < scored.score()) {
      at--;
    }
    best.add(at, scored);
    if (best.size() > most) {
      best.remove(most);
    }
  }
}
