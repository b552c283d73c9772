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
    Division division = Division.of(strategy, directAllowed ? 1 : Double.NaN, paths(best(edges)));

    int shares = division.choices().stream().mapToInt(Choice::share).sum();
    int streams = division.choices().stream().mapToInt(Choice::streams).sum();
    assertEquals(edges == 0 && !directAllowed ? 0 : 1_000, shares + division.direct());
    assertTrue(streams <= strategy.threads(), strategy::toString);
    int parts = division.choices().stream().mapToInt(Choice::parts).sum();
    assertTrue(parts <= strategy.parts());
    assertTrue(division.direct() > 0 || edges == 0 || parts == strategy.parts());
    division
        .choices()
        .forEach(one -> assertTrue(one.share() >= 10 && one.streams() <= one.parts()));
    assertTrue(division.prediction().seconds() > 0);
  }

  @Test
  void of_firstEdgeFillsTheLink_getsAllButHundredths() {
    Division division = Division.of(TransferStrategy.of(1L << 33), 0, paths(best(3)));

    assertEquals(List.of(880, 10, 10), shares(division));
    assertEquals((1L << 33) * 8 / 100e6, division.prediction().seconds(), 7);
  }

  @Test
  void of_linkWiderThanTheFirstEdge_isFilledByTheNext() {
    UploadPaths paths = UploadPaths.of(best(3), MODEL, 1_500);
    Division division = Division.of(TransferStrategy.of(1L << 33), 0, paths);

    assertEquals(List.of(590, 300, 10), shares(division));
  }

  @Test
  void of_measuredEdges_sharesFollowTheirRates() {
    List<Scored> best = List.of(seen(best(1).get(0), 30), seen(best(2).get(1), 90));
    Division division = Division.of(TransferStrategy.of(1L << 33), 0, paths(best));

    assertEquals(List.of(303, 597), shares(division));
  }

  @Test
  void of_slowShare_takesAsLongAsThat() {
    UploadPaths paths = UploadPaths.of(best(5), new TransferModel(65_536), 1_000);
    Division division = Division.of(TransferStrategy.of(1L << 30), 0, paths);

    double direct = 50 * (1 << 20) / (65_536 / 0.13);
    assertEquals(direct, division.prediction().seconds(), 0.05 * direct);
  }

  @Test
  void of_fewerChunksThanEdges_takesAsLongAsTheBestEdge() {
    TransferStrategy strategy = TransferStrategy.of(15 << 20);
    Division division = Division.of(strategy, 0, paths(best(5)));

    NetworkPath path = new NetworkPath(10, 100, Double.NaN);
    assertEquals(2, division.choices().get(0).parts());
    assertEquals(MODEL.seconds(15 << 20, 2, 2, path), division.prediction().seconds(), 1e-9);
  }

  @Test
  void of_prices_costIsThatOfTheShares() {
    Division division = Division.of(TransferStrategy.of(1_000_000_000), 0.05, paths(best(1)));

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

  private static UploadPaths paths(List<Scored> best) {
    return UploadPaths.of(best, MODEL, 100);
  }

  private static List<Integer> shares(Division division) {
    return division.choices().stream().map(Choice::share).toList();
  }

  private static Scored seen(Scored edge, double mbps) {
    return new Scored(edge.edge(), edge.factors(), edge.score(), true, mbps);
  }

  private static List<Scored> best(int edges) {
    List<Scored> best = new ArrayList<>();
    for (int i = 0; i < edges; i++) {
      Edge edge = Samples.edge("e" + i, i, i);
      Factors factors = new Factors(10 + 30 * i, 500, 0, 10, 0);
      best.add(new Scored(edge, factors, 0.9 - 0.1 * i, false, Double.NaN));
    }
    return best;
  }
}
