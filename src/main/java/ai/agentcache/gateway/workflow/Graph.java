package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A workflow that can be run: 1 to 20 nodes with ids of their own, that depend on each other in no
 * circle, and name in their prompts only nodes that are done before them.
 *
 * @param nodes in the order in which they were written
 */
record Graph(List<Node> nodes) {

  static final int MOST_NODES = 20;

  /**
   * Checks the nodes against each other.
   *
   * @throws ApiException naming the field that is wrong, such as {@code nodes[2].dependsOn[0]}
   */
  Graph {
    nodes = List.copyOf(nodes);
    checkCount(nodes);
    checkIds(nodes);
    checkDependencies(nodes);
    Cycle.refuse(nodes);
    checkPlaces(nodes);
  }

  private static void checkCount(List<Node> nodes) {
    if (nodes.isEmpty() || nodes.size() > MOST_NODES) {
      throw ApiException.field("nodes", "has to be a list of 1 to " + MOST_NODES + " nodes");
    }
  }

  private static void checkIds(List<Node> nodes) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Integer before = seen.putIfAbsent(nodes.get(i).id(), i);
      if (before != null) {
        throw ApiException.field(
            "nodes[" + i + "].id",
            "is `" + nodes.get(i).id() + "`, as is nodes[" + before + "].id");
      }
    }
  }

  private static void checkDependencies(List<Node> nodes) {
    Set<String> ids = new HashSet<>();
    nodes.forEach(node -> ids.add(node.id()));
    for (int i = 0; i < nodes.size(); i++) {
      List<String> before = nodes.get(i).dependsOn();
      for (int j = 0; j < before.size(); j++) {
        if (!ids.contains(before.get(j))) {
          throw ApiException.field("nodes[" + i + "].dependsOn[" + j + "]", "is no node's id");
        }
      }
    }
  }

  private static void checkPlaces(List<Node> nodes) {
    Map<String, Set<String>> ancestors = ancestors(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      for (String named : node.prompt().nodes()) {
        if (!ancestors.containsKey(named)) {
          throw prompt(i, named, "but there is no such node; inputs are {{input.name}}");
        }
        if (!known(ancestors, node.id()).contains(named)) {
          throw prompt(i, named, "but `" + node.id() + "` does not depend on it");
        }
      }
    }
  }

  private static ApiException prompt(int index, String named, String problem) {
    String place = named.length() > 64 ? named.substring(0, 64) + "..." : named;
    return ApiException.field("nodes[" + index + "].prompt", "names {{" + place + "}}, " + problem);
  }

  /** By id, all nodes that each depends on, directly or through others. There is no cycle. */
  private static Map<String, Set<String>> ancestors(List<Node> nodes) {
    Map<String, Node> byId = new HashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    Map<String, Set<String>> ancestors = new HashMap<>();
    nodes.forEach(node -> collect(node, byId, ancestors));
    return ancestors;
  }

  private static Set<String> collect(
      Node node, Map<String, Node> byId, Map<String, Set<String>> ancestors) {
    Set<String> found = ancestors.get(node.id());
    if (found != null) {
      return found;
    }
    Set<String> all = new LinkedHashSet<>(node.dependsOn());
    for (String before : node.dependsOn()) {
      all.addAll(collect(known(byId, before), byId, ancestors));
    }
    ancestors.put(node.id(), all);
    return all;
  }

  private static <T> T known(Map<String, T> map, String id) {
    T value = map.get(id);
    if (value == null) {
      throw new IllegalStateException("a node that was checked is not there");
    }
    return value;
  }

  /** The nodes that depend on one, directly or through others, in order. */
  List<Node> dependents(String id) {
    Map<String, Set<String>> ancestors = ancestors(nodes);
    return nodes.stream().filter(node -> known(ancestors, node.id()).contains(id)).toList();
  }

  /** The nodes that no other depends on, in order: what they say is the result. */
  List<Node> leaves() {
    Set<String> needed = new HashSet<>();
    nodes.forEach(node -> needed.addAll(node.dependsOn()));
    return nodes.stream().filter(node -> !needed.contains(node.id())).toList();
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("nodes");
    nodes.forEach(node -> list.add(node.json()));
    return json;
  }
}
