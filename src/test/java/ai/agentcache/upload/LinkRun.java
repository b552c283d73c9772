package ai.agentcache.upload;

import ai.agentcache.upload.decision.Choice;
import ai.agentcache.upload.edge.Edge;
import ai.agentcache.upload.edge.Priority;
import ai.agentcache.upload.edge.Ranking.Scored;
import ai.agentcache.upload.edge.Samples;
import ai.agentcache.upload.edge.Wish;
import ai.agentcache.upload.link.Sending;
import ai.agentcache.upload.link.Simulation;
import ai.agentcache.upload.plan.NetworkPath;
import ai.agentcache.upload.plan.TransferModel;
import ai.agentcache.upload.plan.TransferStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The ways to upload the file of a scenario: how long each takes, and how long it was to take. */
final class LinkRun {

  /** A way to upload a file. */
  enum Way {
    ORIGIN,
    ORIGIN_STREAMS,
    NEAREST,
    BEST_STREAMS,
    ANSWER,
    TOLD
  }

  /**
   * How long an upload takes, s.
   *
   * @param seconds simulated
   * @param predicted by the model from what is true of the path; of an answer, by the answer
   */
  record Time(double seconds, double predicted) {

    double error() {
      return predicted / seconds;
    }
  }

  private static final long SEED = 4;
  private static final double ANY_RATE = 1e6;
  private static final double DIRECT_PRICE = 0.02;
  private static final int MOST_EDGES = 5;

  /** The default of {@code agentcache.upload.plan.window}. */
  private static final long ASSUMED_WINDOW = 4L << 20;

  /** The default of {@code agentcache.upload.plan.uplink}. */
  private static final double ASSUMED_UPLINK = 100;

  private final LinkScenario scenario;
  private final List<Edge> edges;
  private final TransferStrategy strategy;
  private final TransferModel model;
  private final Map<Way, Time> times = new EnumMap<>(Way.class);
  private final Scored best;

  LinkRun(LinkScenario scenario, List<Edge> edges) {
    this.scenario = scenario;
    this.edges = edges;
    this.strategy = TransferStrategy.of(scenario.bytes());
    this.model = new TransferModel(scenario.uplink().window());
    this.best = rank(1).get(0);
    Scored nearest =
        rank(edges.size()).stream()
            .min(Comparator.comparingDouble(one -> one.factors().km()))
            .orElseThrow();
    times.put(Way.ORIGIN, whole(scenario.originRttMillis(), ANY_RATE));
    times.put(Way.ORIGIN_STREAMS, chunked(scenario.originRttMillis(), ANY_RATE));
    times.put(Way.NEAREST, whole(rttMillis(nearest), nearest.edge().bandwidthMbps()));
    times.put(Way.BEST_STREAMS, chunked(rttMillis(best), best.edge().bandwidthMbps()));
    times.put(Way.ANSWER, answer(ASSUMED_WINDOW, ASSUMED_UPLINK));
    times.put(Way.TOLD, answer(scenario.uplink().window(), scenario.uplink().mbps()));
  }

  LinkScenario scenario() {
    return scenario;
  }

  TransferStrategy strategy() {
    return strategy;
  }

  Time time(Way way) {
    return Optional.ofNullable(times.get(way)).orElseThrow();
  }

  /** How many times as fast as one stream to the origin. */
  double speedUp(Way way) {
    return time(Way.ORIGIN).seconds() / time(way).seconds();
  }

  /** What comes out for the best edge by the prior alone, by how long it takes. */
  double priorError() {
    TransferModel prior = new TransferModel(ASSUMED_WINDOW);
    NetworkPath path = UploadPaths.of(List.of(best), prior, ASSUMED_UPLINK).edge(best);
    double seconds = prior.seconds(scenario.bytes(), strategy.parts(), strategy.threads(), path);
    return seconds / time(Way.BEST_STREAMS).seconds();
  }

  /** The edge that scores best, and the round trip to it. */
  String edge() {
    return best.edge().id() + ", " + Numbers.plain(rttMillis(best)) + " ms";
  }

  private List<Scored> rank(int most) {
    Wish wish =
        new Wish(
            Optional.of(scenario.client()),
            Priority.SPEED,
            scenario.bytes(),
            OptionalDouble.empty());
    return Samples.rank(edges, wish, most).best();
  }

  private double rttMillis(Scored edge) {
    return Math.round(edge.factors().latencyMs() + scenario.extraMillis());
  }

  private Time whole(double rttMillis, double mbps) {
    return new Time(
        simulated(List.of(Sending.whole(rttMillis, mbps, scenario.bytes()))),
        model.seconds(scenario.bytes(), 1, 1, path(rttMillis, mbps)));
  }

  private Time chunked(double rttMillis, double mbps) {
    List<Long> chunks = IntStream.range(0, strategy.parts()).mapToObj(strategy::lengthOf).toList();
    int threads = strategy.threads();
    return new Time(
        simulated(List.of(new Sending(rttMillis, mbps, chunks, threads))),
        model.seconds(scenario.bytes(), strategy.parts(), threads, path(rttMillis, mbps)));
  }

  private NetworkPath path(double rttMillis, double mbps) {
    double narrowest = Math.min(mbps, scenario.uplink().mbps());
    return new NetworkPath(rttMillis, narrowest, scenario.uplink().loss());
  }

  /**
   * All edges of the answer at once, each with its share, and the way past them with its own.
   *
   * @param window what the service is configured to assume, bytes
   * @param uplinkMbps the same, of the client's link
   */
  private Time answer(long window, double uplinkMbps) {
    Division division =
        Division.of(
            strategy,
            DIRECT_PRICE * scenario.bytes() / 1e9,
            UploadPaths.of(rank(MOST_EDGES), new TransferModel(window), uplinkMbps));
    List<Sending> sendings = new ArrayList<>();
    int chunks = strategy.parts();
    int streams = strategy.threads();
    for (Choice choice : division.choices()) {
      double rtt = Math.round(choice.factors().latencyMs() + scenario.extraMillis());
      add(sendings, rtt, choice.edge().bandwidthMbps(), choice.parts(), choice.streams());
      chunks -= choice.parts();
      streams -= choice.streams();
    }
    add(sendings, scenario.originRttMillis(), ANY_RATE, chunks, streams);
    return new Time(simulated(sendings), division.prediction().seconds());
  }

  private void add(List<Sending> sendings, double rttMillis, double mbps, int chunks, int streams) {
    if (chunks > 0) {
      long bytes = scenario.bytes() * chunks / strategy.parts();
      sendings.add(Sending.equal(rttMillis, mbps, bytes, chunks, Math.min(streams, chunks)));
    }
  }

  private double simulated(List<Sending> sendings) {
    return new Simulation(scenario.uplink(), sendings, SEED).seconds();
  }
}
