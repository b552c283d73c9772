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
    ANSWER
  }

  /**
   * How long an upload takes, s.
   *
   * @param seconds simulated
   * @param predicted by the model from what is true of the path; of the answer, by the answer
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
  private static final int WHOLE = 1_000;

  /** The default of {@code agentcache.upload.plan.window}. */
  private static final long ASSUMED_WINDOW = 4L << 20;

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
    times.put(Way.ANSWER, answer());
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
    NetworkPath prior =
        new NetworkPath(best.factors().latencyMs(), best.factors().mbps(), Double.NaN);
    double seconds =
        new TransferModel(ASSUMED_WINDOW)
            .seconds(scenario.bytes(), strategy.parts(), strategy.threads(), prior);
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

  /** All edges of the answer at once, each with its share, and the way past them with its own. */
  private Time answer() {
    Division division =
        Division.of(
            strategy,
            rank(MOST_EDGES),
            DIRECT_PRICE * scenario.bytes() / 1e9,
            new TransferModel(ASSUMED_WINDOW));
    List<Sending> sendings = new ArrayList<>();
    for (Choice choice : division.choices()) {
      double rtt = Math.round(choice.factors().latencyMs() + scenario.extraMillis());
      sendings.add(share(rtt, choice.edge().bandwidthMbps(), choice.share(), choice.streams()));
    }
    int direct = Math.max(1, strategy.threads() * division.direct() / WHOLE);
    sendings.add(share(scenario.originRttMillis(), ANY_RATE, division.direct(), direct));
    return new Time(simulated(sendings), division.prediction().seconds());
  }

  private Sending share(double rttMillis, double mbps, int share, int streams) {
    int chunks = Math.max(1, (int) Math.ceil(strategy.parts() * (double) share / WHOLE));
    return Sending.equal(rttMillis, mbps, scenario.bytes() * share / WHOLE, chunks, streams);
  }

  private double simulated(List<Sending> sendings) {
    return new Simulation(scenario.uplink(), sendings, SEED).seconds();
  }
}
