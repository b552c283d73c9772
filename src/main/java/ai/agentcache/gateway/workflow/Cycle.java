package ai.agentcache.gateway.workflow;

import ai.agentcache.http.ApiException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for a circle of nodes that wait for each other, depth first. */
final class Cycle {

  private final List<Node> nodes;
  private final Map<String, Integer> index = new HashMap<>();
  private final Set<String> cleared = new HashSet<>();
  private final Deque<String> path = new ArrayDeque<>();

  private Cycle(List<Node> nodes) {
    this.nodes = nodes;
    for (int i = 0; i < nodes.size(); i++) {
      index.put(nodes.get(i).id(), i);
    }
  }

  /**
   * Refuses nodes that wait for each other.
   *
   * @param nodes with ids of their own, depending on nodes that are there
   * @throws ApiException naming the dependency that closes the circle, and the circle
   */
  static void refuse(List<Node> nodes) {
    Cycle search = new Cycle(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      search.visit(i);
    }
  }

  private void visit(int at) {
    Node node = nodes.get(at);
    if (cleared.contains(node.id())) {
      return;
    }
    path.addLast(node.id());
    for (int j = 0; j < node.dependsOn().size(); j++) {
      String before = node.dependsOn().get(j);
      if (path.contains(before)) {
        throw ApiException.field(
            "nodes[" + at + "].dependsOn[" + j + "]", "closes a cycle: " + circle(before));
      }
      visit(index.getOrDefault(before, at));
    }
    path.removeLast();
    cleared.add(node.id());
  }

  private String circle(String closing) {
    List<String> circle = new ArrayList<>(path);
    circle.subList(0, circle.indexOf(closing)).clear();
    circle.add(closing);
    return String.join(" -> ", circle);
  }
}
