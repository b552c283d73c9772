package ai.agentcache.upload;

import ai.agentcache.upload.edge.Ranking.Scored;
import ai.agentcache.upload.edge.Shares;
import ai.agentcache.upload.plan.NetworkPath;
import ai.agentcache.upload.plan.TransferModel;
import java.util.List;

/**
 * The ways that one upload may take, all of them through the caller's own link.
 *
 * <p>An edge takes what uploads to it were seen to have; before that, what it grants to one upload,
 * and a stream of it what CUBIC gets at a loss of 10⁻⁵, as the geographic prior has it. The link
 * carries the most that was seen at any of these edges, or else what is assumed. The way past the
 * edges is taken to be as long as that to the farthest of them, and to take what comes. A round
 * trip that is not known is taken for 100 ms.
 *
 * @param best the edges, the best first
 * @param model how long transfers take
 * @param uplinkMbps what the caller's link carries, Mbit/s
 */
record UploadPaths(List<Scored> best, TransferModel model, double uplinkMbps) {

  private static final double ASSUMED_RTT_MS = 100;
  private static final double CLEAN_LOSS = 1e-5;

  /** The ways to some edges; the link is measured if any of them is, and else as assumed. */
  static UploadPaths of(List<Scored> best, TransferModel model, double assumedUplinkMbps) {
    double seen =
        best.stream()
            .mapToDouble(Scored::seenMbps)
            .filter(Double::isFinite)
            .max()
            .orElse(assumedUplinkMbps);
    return new UploadPaths(best, model, seen);
  }

  /** What each edge is expected to take of an upload of so many streams, Mbit/s. */
  double[] mbps(int streams) {
    double[] rates = best.stream().mapToDouble(edge -> model.mbps(edge(edge), streams)).toArray();
    return Shares.filling(rates, uplinkMbps);
  }

  /** The way to an edge. */
  NetworkPath edge(Scored edge) {
    double mbps = Double.isNaN(edge.seenMbps()) ? edge.edge().bandwidthMbps() : edge.seenMbps();
    return new NetworkPath(rttMillis(edge), Math.min(mbps, uplinkMbps), CLEAN_LOSS);
  }

  /** The way past the edges. */
  NetworkPath direct() {
    double farthest =
        best.stream().mapToDouble(UploadPaths::rttMillis).max().orElse(ASSUMED_RTT_MS);
    return new NetworkPath(farthest, uplinkMbps, CLEAN_LOSS);
  }

  /** The caller's own link, as far as the best edge. */
  NetworkPath link() {
    double rtt = best.isEmpty() ? ASSUMED_RTT_MS : rttMillis(best.get(0));
    return new NetworkPath(rtt, uplinkMbps, Double.NaN);
  }

  private static double rttMillis(Scored edge) {
    double rtt = edge.factors().latencyMs();
    return Double.isNaN(rtt) ? ASSUMED_RTT_MS : rtt;
  }
}
