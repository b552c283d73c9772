package ai.agentcache.upload.edge;

import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import ai.agentcache.time.ManualClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Edges over a store in memory that may be away. */
final class TestEdges {

  final List<Seen> stored = new ArrayList<>();
  final Map<String, EdgeState> states = new HashMap<>();
  final MeterRegistry metrics = new SimpleMeterRegistry();
  final Edges edges;
  boolean away;

  private final List<Edge> all;

  TestEdges(List<Edge> all) {
    this(all, new ManualClock());
  }

  TestEdges(List<Edge> all, Clock clock) {
    this.all = all;
    this.edges = new Edges(this::all, this::add, clock, TestConfigs.edges(), metrics);
  }

  TestEdges refreshed() {
    edges.refresh().subscribe().with(done -> {});
    return this;
  }

  void flush() {
    edges.flush().subscribe().with(done -> {});
  }

  Standing standing(String id) {
    return edges.fleet().stream()
        .filter(one -> one.edge().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Uni<List<Listed>> all() {
    return away
        ? Uni.createFrom().failure(new UnavailableException("postgres", "test"))
        : Uni.createFrom()
            .item(() -> all.stream().map(edge -> new Listed(edge, state(edge.id()))).toList());
  }

  private Uni<Map<String, EdgeState>> add(List<Seen> seen, Duration halfLife) {
    if (away) {
      return Uni.createFrom().failure(new UnavailableException("postgres", "test"));
    }
    Map<String, EdgeState> changed = new HashMap<>();
    for (Seen one : seen) {
      stored.add(one);
      states.put(one.edge(), state(one.edge()).with(one.observation(), halfLife));
      changed.put(one.edge(), state(one.edge()));
    }
    return Uni.createFrom().item(changed);
  }

  private EdgeState state(String id) {
    return states.getOrDefault(id, EdgeState.UNKNOWN);
  }
}
