package ai.agentcache.gateway.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes of a graph may run, for one run of it: told what became of nodes, it says which start
 * now and which never will. Does nothing itself; used by one thread at a time.
 *
 * <pre>
 * WAITING → RUNNING → COMPLETED
 *    │         └────→ FAILED
 *    └→ SKIPPED, when a node it depends on has failed or the run is halted
 * </pre>
 */
final class Schedule {

  private final Graph graph;
  private final int most;
  private final Map<String, State> states = new LinkedHashMap<>();

  /**
   * @param most nodes that run at once, 1 or more
   */
  Schedule(Graph graph, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("nothing would ever run");
    }
    this.graph = graph;
    this.most = most;
    graph.nodes().forEach(node -> states.put(node.id(), State.WAITING));
  }

  private enum State {
    WAITING,
    RUNNING,
    COMPLETED,
    FAILED,
    SKIPPED
  }

  /**
   * A node that will not run.
   *
   * @param node the node
   * @param reason why, for people
   */
  record Skip(Node node, String reason) {}

  /**
   * What to do now.
   *
   * @param start the nodes to start, in the order of the graph
   * @param skip the nodes that are given up
   */
  record Move(List<Node> start, List<Skip> skip) {
    Move {
      start = List.copyOf(start);
      skip = List.copyOf(skip);
    }
  }

  /** The run begins. */
  Move begin() {
    return new Move(startable(), List.of());
  }

  /** A running node has said what it was asked. */
  Move completed(String id) {
    end(id, State.COMPLETED);
    return new Move(startable(), List.of());
  }

  /** A running node has failed: what depends on it is given up, and nothing else. */
  Move failed(String id) {
    end(id, State.FAILED);
    List<Skip> skipped = skip(graph.dependents(id), "needs `" + id + "`, which failed");
    return new Move(startable(), skipped);
  }

  /** Nothing more is started; what runs is to be reported as completed or failed. */
  Move halt(String reason) {
    return new Move(List.of(), skip(graph.nodes(), reason));
  }

  /** Whether nothing runs or waits any more. */
  boolean isOver() {
    return states.values().stream()
        .noneMatch(state -> state == State.WAITING || state == State.RUNNING);
  }

  private void end(String id, State state) {
    if (states.get(id) != State.RUNNING) {
      throw new IllegalStateException("a node ends that does not run");
    }
    states.put(id, state);
  }

  private List<Skip> skip(List<Node> nodes, String reason) {
    List<Skip> skipped = new ArrayList<>();
    for (Node node : nodes) {
      if (states.replace(node.id(), State.WAITING, State.SKIPPED)) {
        skipped.add(new Skip(node, reason));
      }
    }
    return skipped;
  }

  private List<Node> startable() {
    Set<String> done = new HashSet<>();
    states.forEach(
        (id, state) -> {
          if (state == State.COMPLETED) {
            done.add(id);
          }
        });
    long free = most - states.values().stream().filter(s -> s == State.RUNNING).count();
    List<Node> start =
        graph.nodes().stream()
            .filter(node -> states.get(node.id()) == State.WAITING)
            .filter(node -> done.containsAll(node.dependsOn()))
            .limit(Math.max(0, free))
            .toList();
    start.forEach(node -> states.put(node.id(), State.RUNNING));
    return start;
  }
}
