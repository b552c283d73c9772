package ai.agentcache.upload;

import ai.agentcache.upload.decision.Choice;
import ai.agentcache.upload.decision.Prediction;
import ai.agentcache.upload.edge.Ranking.Scored;
import ai.agentcache.upload.edge.Shares;
import ai.agentcache.upload.plan.NetworkPath;
import ai.agentcache.upload.plan.TransferStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * A file divided among edges in proportion to what each is expected to take of the caller's link,
 * the best first, so that all end at about the same time; who gets nothing by that gets a hundredth
 * to be there when others fail. Chunks are sent whole, so that a small share may be none of them.
 *
 * <p>It takes as long as all takes through the link, or the slowest share alone if that is longer.
 *
 * @param choices the edges and their shares
 * @param direct the share of the way past the edges, thousandths
 * @param prediction what is to be expected
 */
record Division(List<Choice> choices, int direct, Prediction prediction) {

  private static final int WHOLE = 1_000;
  private static final int DIRECT = 100;
  private static final int LEAST = 10;

  /** What one way gets: whole chunks, and threads to send them. */
  private record Part(int chunks, int streams) {}

  /**
   * Divides a file.
   *
   * @param directCost what the whole file costs past the edges, US dollars; NaN if that is not
   *     allowed
   */
  static Division of(TransferStrategy strategy, double directCost, UploadPaths paths) {
    if (paths.best().isEmpty()) {
      return withoutEdges(strategy, directCost, paths);
    }
    int direct = Double.isNaN(directCost) ? 0 : DIRECT;
    double[] mbps = paths.mbps(strategy.threads());
    int[] shares = Shares.of(mbps, WHOLE - direct, LEAST);
    List<Part> parts = parts(strategy, shares, direct);
    List<Choice> choices = new ArrayList<>(shares.length);
    double slowest = seconds(strategy, parts.get(shares.length), paths, paths.direct());
    double cost = direct == 0 ? 0 : directCost * direct / WHOLE;
    for (int i = 0; i < shares.length; i++) {
      Choice choice = choice(strategy, paths, i, shares[i], mbps[i], parts.get(i));
      choices.add(choice);
      slowest = Math.max(slowest, choice.seconds());
      cost += choice.edge().costOf(strategy.fileSize()) * choice.share() / WHOLE;
    }
    double seconds = Math.max(slowest, all(strategy, paths));
    return new Division(choices, direct, new Prediction(seconds, cost));
  }

  private static Division withoutEdges(
      TransferStrategy strategy, double directCost, UploadPaths paths) {
    boolean allowed = !Double.isNaN(directCost);
    Prediction prediction = new Prediction(all(strategy, paths), allowed ? directCost : 0);
    return new Division(List.of(), allowed ? WHOLE : 0, prediction);
  }

  /** What each edge gets, and, as the last, the way past them. */
  private static List<Part> parts(TransferStrategy strategy, int[] shares, int direct) {
    double[] weights = new double[shares.length + 1];
    for (int i = 0; i < shares.length; i++) {
      weights[i] = i == 0 ? shares[i] : worth(shares[i], strategy);
    }
    weights[shares.length] = worth(direct, strategy);
    int[] chunks = Shares.of(weights, strategy.parts(), 0);
    double[] sent = new double[chunks.length];
    for (int i = 0; i < chunks.length; i++) {
      sent[i] = chunks[i];
    }
    int[] streams = Shares.of(sent, strategy.threads(), 1);
    List<Part> parts = new ArrayList<>(chunks.length);
    for (int i = 0; i < chunks.length; i++) {
      parts.add(new Part(chunks[i], Math.min(streams[i], chunks[i])));
    }
    return parts;
  }

  /** The share, if it is half a chunk at least. */
  private static int worth(int share, TransferStrategy strategy) {
    return 2L * share * strategy.parts() >= WHOLE ? share : 0;
  }

  private static Choice choice(
      TransferStrategy strategy, UploadPaths paths, int rank, int share, double mbps, Part part) {
    Scored scored = paths.best().get(rank);
    return new Choice(
        scored.edge(),
        scored.factors(),
        scored.score(),
        scored.measured(),
        share,
        mbps,
        part.chunks(),
        part.streams(),
        seconds(strategy, part, paths, paths.edge(scored)));
  }

  private static double seconds(
      TransferStrategy strategy, Part part, UploadPaths paths, NetworkPath path) {
    if (part.chunks() == 0) {
      return 0;
    }
    long bytes = Math.round(strategy.fileSize() * (double) part.chunks() / strategy.parts());
    return paths.model().seconds(bytes, part.chunks(), part.streams(), path);
  }

  private static double all(TransferStrategy strategy, UploadPaths paths) {
    return paths
        .model()
        .seconds(strategy.fileSize(), strategy.parts(), strategy.threads(), paths.link());
  }
}
