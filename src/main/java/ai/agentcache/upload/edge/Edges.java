package ai.agentcache.upload.edge;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.postgres.Unwritten;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.resilience.WriteBehind;
import ai.agentcache.time.Clock;
import ai.agentcache.upload.edge.Outliers.Track;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The edges and what is known of them, in memory. Postgres holds the truth of all replicas, which
 * is read from time to time; what this replica sees counts here at once and is written behind.
 */
@Singleton
public final class Edges implements Unwritten {

  private static final int BATCH = 100;

  private final Supplier<Uni<List<Listed>>> all;
  private final BiFunction<List<Seen>, Duration, Uni<Map<String, EdgeState>>> add;
  private final Clock clock;
  private final Duration halfLife;
  private final WriteBehind<Seen> unwritten;
  private @Nullable Uni<Void> reading;
  private final Outliers outliers;
  private final Map<String, EdgeState> states = new HashMap<>();
  private List<Edge> edges = List.of();
  private volatile @Nullable List<Standing> fleet;

  @Inject
  Edges(EdgeStore store, Clock clock, EdgeConfig config, MeterRegistry metrics) {
    this(store::all, store::add, clock, config, metrics);
  }

  /** With whatever reads all edges and adds observations. */
  Edges(
      Supplier<Uni<List<Listed>>> all,
      BiFunction<List<Seen>, Duration, Uni<Map<String, EdgeState>>> add,
      Clock clock,
      EdgeConfig config,
      MeterRegistry metrics) {
    this.all = all;
    this.add = add;
    this.clock = clock;
    this.halfLife = config.halfLife();
    this.outliers = new Outliers(halfLife);
    this.unwritten =
        new WriteBehind<>(
            "agentcache.upload.observations", BATCH, this::write, config.queue(), metrics);
    metrics.gauge("agentcache.upload.edges.ejected", this, Edges::ejected);
  }

  /**
   * All edges by id, and how they are.
   *
   * @throws UnavailableException before they were read for the first time
   */
  public List<Standing> fleet() {
    List<Standing> known = fleet;
    if (known == null) {
      throw new UnavailableException(PostgresGateway.NAME, "the edges were never read");
    }
    return known;
  }

  /** The edge of that id; empty if there is none, or none was read yet. */
  public Optional<Edge> find(String id) {
    List<Standing> known = fleet;
    return known == null
        ? Optional.empty()
        : known.stream().map(Standing::edge).filter(edge -> edge.id().equals(id)).findFirst();
  }

  /**
   * The best edges for a wish.
   *
   * @param most how many at most
   * @throws UnavailableException before the edges were read for the first time
   */
  public Ranking rank(Wish wish, int most) {
    return EdgeScoring.rank(fleet(), wish, most);
  }

  /** Takes what was seen of an edge; never waits. Of an edge that is not there it is forgotten. */
  public void observe(String edge, Observation observation) {
    if (take(edge, observation)) {
      unwritten.add(new Seen(edge, observation));
    }
  }

  private synchronized boolean take(String edge, Observation observation) {
    EdgeState before = states.get(edge);
    if (before != null) {
      states.put(edge, before.with(observation, halfLife));
    }
    return before != null;
  }

  /**
   * Takes what a client saw of an edge, once it is stored.
   *
   * @return false if the client has told of this edge and decision before; fails with {@link
   *     UnavailableException}
   */
  public Uni<Boolean> told(String edge, Observation observation) {
    return add.apply(List.of(new Seen(edge, observation)), halfLife)
        .invoke(this::apply)
        .map(changed -> !changed.isEmpty());
  }

  private Uni<Void> write(List<Seen> seen) {
    return add.apply(seen, halfLife).invoke(this::apply).replaceWithVoid();
  }

  private synchronized void apply(Map<String, EdgeState> changed) {
    changed.forEach((edge, state) -> states.computeIfPresent(edge, (id, before) -> state));
    survey();
  }

  /** Writes what waits, and looks for failing edges; never fails. */
  @Override
  public Uni<Void> flush() {
    surveyIfLoaded();
    return unwritten.flush();
  }

  private synchronized void surveyIfLoaded() {
    if (fleet != null) {
      survey();
    }
  }

  /** How many edges are not used because they fail. */
  private long ejected() {
    List<Standing> known = fleet;
    return known == null ? 0 : known.stream().filter(Standing::ejected).count();
  }

  /** Whether the edges were read. */
  boolean isLoaded() {
    return fleet != null;
  }

  /** Waits for the first reading, if there was none yet; never fails. */
  public Uni<Void> loaded() {
    return fleet == null ? refresh() : Uni.createFrom().voidItem();
  }

  /** Reads the edges anew, once for all who ask; keeps what is known if they cannot be read. */
  synchronized Uni<Void> refresh() {
    Uni<Void> running = reading;
    if (running == null) {
      running =
          Uni.createFrom()
              .deferred(() -> all.get())
              .invoke(this::replace)
              .replaceWithVoid()
              .onFailure(UnavailableException.class)
              .recoverWithNull()
              .eventually(this::hasRead)
              .memoize()
              .indefinitely();
      reading = running;
    }
    return running;
  }

  private synchronized void hasRead() {
    reading = null;
  }

  private synchronized void replace(List<Listed> listed) {
    edges = listed.stream().map(Listed::edge).toList();
    states.clear();
    listed.forEach(one -> states.put(one.edge().id(), one.state()));
    survey();
  }

  private void survey() {
    Instant now = clock.instant();
    List<Track> active = edges.stream().filter(Edge::active).map(edge -> track(edge, now)).toList();
    Map<String, Ejection> ejections = outliers.judge(active, now);
    long out = ejections.values().stream().filter(Ejection::isOut).count();
    boolean panic = Outliers.panics(active.size(), out);
    fleet = edges.stream().map(edge -> standing(edge, now, panic, ejections)).toList();
  }

  private Track track(Edge edge, Instant now) {
    EdgeState state = state(edge);
    return new Track(edge.id(), state.failuresInARow(), state.as(now, halfLife).success());
  }

  private Standing standing(
      Edge edge, Instant now, boolean panic, Map<String, Ejection> ejections) {
    Ejection ejection = ejections.getOrDefault(edge.id(), Ejection.In.NEVER);
    return new Standing(
        edge,
        Haversine.at(edge.location()),
        Condition.of(state(edge), now, halfLife, edge.capacityMbps()),
        ejection.isOut() && !panic);
  }

  private EdgeState state(Edge edge) {
    return states.getOrDefault(edge.id(), EdgeState.UNKNOWN);
  }
}
