package ai.agentcache.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.upload.decision.Choice;
import ai.agentcache.upload.edge.Edge;
import ai.agentcache.upload.edge.Factors;
import ai.agentcache.upload.edge.Ranking;
import ai.agentcache.upload.edge.Ranking.Excluded;
import ai.agentcache.upload.edge.Ranking.Reason;
import ai.agentcache.upload.edge.Ranking.Scored;
import ai.agentcache.upload.edge.Samples;
import ai.agentcache.upload.plan.NetworkPath;
import ai.agentcache.upload.plan.TransferModel;
import ai.agentcache.upload.plan.TransferStrategy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DivisionTest {

  private static final TransferModel MODEL = new TransferModel(4 << 20);

  @Property(tries = 1000)
  void of_anyFile_sharesAddToOneAndThreadsSuffice(
      @ForAll @LongRange(min = 0, max = TransferStrategy.LARGEST_FILE) long size,
      @ForAll @IntRange(max = 5) int edges,
      @ForAll boolean directAllowed) {
    TransferStrategy strategy = TransferStrategy.of(size);
    Division division = Division.of(strategy, best(edges), directAllowed ? 1 : Double.NaN, MODEL);

    int shares = division.choices().stream().mapToInt(Choice::share).sum();
    int streams = division.choices().stream().mapToInt(Choice::streams).sum();
    assertEquals(edges == 0 && !directAllowed ? 0 : 1_000, shares + division.direct());
    assertTrue(streams <= Math.max(strategy.threads(), edges), strategy::toString);
    assertTrue(division.prediction().seconds() > 0);
  }

  @Test
  void of_largeFile_takesAsLongAsTheSlowestShare() {
    Division division = Division.of(TransferStrategy.of(1L << 33), best(3), 0, MODEL);

    double slowest = division.choices().stream().mapToDouble(Choice::seconds).max().orElse(0);
    assertEquals(slowest, division.prediction().seconds());
  }

  @Test
  void of_fewerChunksThanEdges_takesAsLongAsTheBestEdge() {
    TransferStrategy strategy = TransferStrategy.of(15 << 20);
    Division division = Division.of(strategy, best(5), 0, MODEL);

    NetworkPath path = new NetworkPath(10, 500, Double.NaN);
    assertEquals(MODEL.seconds(15 << 20, 2, 2, path), division.prediction().seconds(), 1e-9);
  }

  @Test
  void of_prices_costIsThatOfTheShares() {
    Division division = Division.of(TransferStrategy.of(1_000_000_000), best(1), 0.05, MODEL);

    assertEquals(100, division.direct());
    assertEquals(0.9 * 0.02 + 0.1 * 0.05, division.prediction().cost(), 1e-12);
  }

  @Test
  void usable_nothingActive_is503() {
    Ranking asleep = new Ranking(List.of(), List.of(new Excluded("e", Reason.INACTIVE)), 0);
    Ranking dear = new Ranking(List.of(), List.of(new Excluded("e", Reason.OVER_BUDGET)), 0);

    ApiException refused = assertThrows(ApiException.class, () -> UploadPlanner.usable(asleep));
    assertEquals(ErrorCode.NO_EDGES, refused.code());
    assertEquals(1, refused.retryAfterSeconds());
    assertEquals(dear, UploadPlanner.usable(dear));
  }

  private static List<Scored> best(int edges) {
    List<Scored> best = new ArrayList<>();
    for (int i = 0; i < edges; i++) {
      Edge edge = Samples.edge("e" + i, i, i);
      Factors factors = new Factors(10 + 30 * i, 500, 0, 10, 0);
      best.add(new Scored(edge, factors, 0.9 - 0.1 * i, false));
    }
    return best;
  }
}
