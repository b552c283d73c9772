package ai.agentcache.upload;

import ai.agentcache.upload.decision.Choice;
import ai.agentcache.upload.decision.Prediction;
import ai.agentcache.upload.edge.Factors;
import ai.agentcache.upload.edge.Ranking.Scored;
import ai.agentcache.upload.edge.Shares;
import ai.agentcache.upload.plan.NetworkPath;
import ai.agentcache.upload.plan.TransferModel;
import ai.agentcache.upload.plan.TransferStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * A file divided among edges in proportion to their scores, and how long that takes: as long as the
 * slowest share. What has fewer chunks than edges goes to the best one. A round trip that is not
 * known is taken for 100 ms. The way past the edges is taken to be done with its tenth in time.
 *
 * @param choices the edges and their shares
 * @param direct the share of the way past the edges, thousandths
 * @param prediction what is to be expected
 */
record Division(List<Choice> choices, int direct, Prediction prediction) {

  private static final int WHOLE = 1_000;
  private static final int DIRECT = 100;
  private static final double ASSUMED_RTT_MS = 100;
  private static final double ASSUMED_MBPS = 1_000;

  /**
   * Divides a file.
   *
   * @param best the edges, the best first
   * @param directCost what the whole file costs past the edges, US dollars; NaN if that is not
   *     allowed
   */
  static Division of(
      TransferStrategy strategy, List<Scored> best, double directCost, TransferModel model) {
    int direct = direct(best, directCost);
    List<Choice> choices = best.isEmpty() ? List.of() : choices(strategy, best, direct, model);
    double cost = direct == 0 ? 0 : directCost * direct / WHOLE;
    for (Choice choice : choices) {
      cost += choice.edge().costOf(strategy.fileSize()) * choice.share() / WHOLE;
    }
    return new Division(choices, direct, new Prediction(time(strategy, choices, model), cost));
  }

  private static int direct(List<Scored> best, double directCost) {
    if (Double.isNaN(directCost)) {
      return 0;
    }
    return best.isEmpty() ? WHOLE : DIRECT;
  }

  private static List<Choice> choices(
      TransferStrategy strategy, List<Scored> best, int direct, TransferModel model) {
    int[] shares = Shares.of(best.stream().mapToDouble(Scored::score).toArray(), WHOLE - direct);
    List<Choice> choices = new ArrayList<>(best.size());
    for (int i = 0; i < shares.length; i++) {
      choices.add(choice(strategy, best.get(i), shares[i], model));
    }
    return choices;
  }

  private static Choice choice(
      TransferStrategy strategy, Scored scored, int share, TransferModel model) {
    int streams = Math.max(1, strategy.threads() * share / WHOLE);
    int chunks = Math.max(1, (int) Math.ceil(strategy.parts() * (double) share / WHOLE));
    double seconds =
        model.seconds(
            Math.round(strategy.fileSize() * (double) share / WHOLE),
            chunks,
            streams,
            path(scored.factors()));
    return new Choice(
        scored.edge(),
        scored.factors(),
        scored.score(),
        scored.measured(),
        share,
        streams,
        seconds);
  }

  private static double time(TransferStrategy strategy, List<Choice> choices, TransferModel model) {
    if (!choices.isEmpty() && strategy.parts() >= choices.size()) {
      return choices.stream().mapToDouble(Choice::seconds).max().orElse(0);
    }
    NetworkPath path =
        choices.isEmpty()
            ? new NetworkPath(ASSUMED_RTT_MS, ASSUMED_MBPS, Double.NaN)
            : path(choices.get(0).factors());
    return model.seconds(strategy.fileSize(), strategy.parts(), strategy.threads(), path);
  }

  private static NetworkPath path(Factors factors) {
    double rtt = Double.isNaN(factors.latencyMs()) ? ASSUMED_RTT_MS : factors.latencyMs();
    return new NetworkPath(rtt, factors.mbps(), Double.NaN);
  }
}
