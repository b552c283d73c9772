package ai.agentcache.upload.edge;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Edges and what is known of them, for tests. */
public final class Samples {

  static final Condition UNMEASURED = new Condition(0, false, 0, Double.NaN, Estimate.NONE, 0, 0);

  private static final UUID DECISION = new UUID(4, 2);

  private Samples() {}

  public static Edge edge(String id, double lat, double lng) {
    return new Edge(
        id, "City", "US", new Location(lat, lng), "https://" + id, 0.02, 1_000, 10_000, true);
  }

  public static Standing standing(Edge edge) {
    return standing(edge, UNMEASURED, false);
  }

  static Standing standing(Edge edge, Condition condition, boolean ejected) {
    return new Standing(edge, Haversine.at(edge.location()), condition, ejected);
  }

  /** How edges rank of which nothing is known but where they are. */
  public static Ranking rank(List<Edge> edges, Wish wish, int most) {
    return EdgeScoring.rank(edges.stream().map(Samples::standing).toList(), wish, most);
  }

  static Observation seen(Instant at, boolean ok, double latencyMs, double mbps) {
    return Observation.client(at, ok, latencyMs, 100, mbps, DECISION);
  }
}
