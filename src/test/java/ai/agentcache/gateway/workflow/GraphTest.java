package ai.agentcache.gateway.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.routing.Wish;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {

  private static List<String> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }

  @Test
  void read_everything_isThere() {
    Graph graph =
        Graphs.read(
            "[{'id':'a','type':'plan','prompt':'Plan {{input.x}}','model':'mock','dependsOn':null},"
                + "{'id':'b_-9','prompt':'Do {{a}}','dependsOn':['a','a'],'label':'unknown'}]");
    Node a = graph.nodes().get(0);
    assertEquals(Wish.NodeType.PLAN, a.type());
    assertEquals(Optional.of("mock"), a.model());
    assertEquals(Wish.NodeType.BUILD, graph.nodes().get(1).type());
    assertEquals(
        "{\"nodes\":[{\"id\":\"a\",\"type\":\"plan\",\"prompt\":\"Plan {{input.x}}\","
            + "\"model\":\"mock\",\"dependsOn\":[]},"
            + "{\"id\":\"b_-9\",\"type\":\"build\",\"prompt\":\"Do {{a}}\",\"dependsOn\":[\"a\"]}]}",
        graph.json().toString());
  }

  @Test
  void json_ofAGraph_isReadAsTheSameGraph() {
    Graph graph = Graphs.of("a", "b:a", "c:a", "d:b,c");
    assertEquals(graph, GraphReader.read(graph.json()));
  }

  @Test
  void dependents_areThoseBehindIt_alsoThroughOthers() {
    Graph graph = Graphs.of("z:d", "a", "b:a", "c:a", "d:b,c", "alone");
    assertEquals(List.of("z", "b", "c", "d"), ids(graph.dependents("a")));
    assertEquals(List.of("z", "d"), ids(graph.dependents("c")));
    assertEquals(List.of(), ids(graph.dependents("z")));
  }

  @Test
  void leaves_areThoseNobodyNeeds() {
    assertEquals(List.of("d", "e"), ids(Graphs.of("a", "b:a", "d:a,b", "e").leaves()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "null | `nodes` is required",
        "{} | `nodes` has to be a list of 1 to 20",
        "[] | `nodes` has to be a list of 1 to 20",
        "['a'] | `nodes[0]` has to be an object",
        "[{'prompt':'x'}] | `nodes[0].id` is required",
        "[{'id':7,'prompt':'x'}] | `nodes[0].id` has to be a text",
        "[{'id':'a b','prompt':'x'}] | `nodes[0].id` has to be 1 to 64 of",
        "[{'id':'input.x','prompt':'x'}] | `nodes[0].id` has to be 1 to 64 of",
        "[{'id':'a'}] | `nodes[0].prompt` is required",
        "[{'id':'a','prompt':' '}] | `nodes[0].prompt` has to be a text",
        "[{'id':'a','prompt':['x']}] | `nodes[0].prompt` has to be a text",
        "[{'id':'a','prompt':'x','type':'cook'}] | `nodes[0].type` has to be one of `plan`, `build`",
        "[{'id':'a','prompt':'x','type':1}] | `nodes[0].type` has to be one of",
        "[{'id':'a','prompt':'x','model':1}] | `nodes[0].model` has to be a text",
        "[{'id':'a','prompt':'x','dependsOn':'b'}] | `nodes[0].dependsOn` has to be a list",
        "[{'id':'a','prompt':'x','dependsOn':[1]}] | `nodes[0].dependsOn[0]` has to be a text",
        "[{'id':'a','prompt':'x'},{'id':'a','prompt':'y'}] | `nodes[1].id` is `a`, as is nodes[0].id",
        "[{'id':'a','prompt':'x','dependsOn':['b']}] | `nodes[0].dependsOn[0]` is no node's id",
        "[{'id':'a','prompt':'x','dependsOn':['a']}] | `nodes[0].dependsOn[0]` closes a cycle: a -> a",
        "[{'id':'a','prompt':'{{b}}'}] | `nodes[0].prompt` names {{b}}, but there is no such node",
        "[{'id':'a','prompt':'{{ a }}'}] | `nodes[0].prompt` names {{a}}, but `a` does not depend",
        "[{'id':'a','prompt':'x'},{'id':'b','prompt':'{{a}}'}] | `nodes[1].prompt` names {{a}}, but `b` does",
        "[{'id':'a','prompt':'{{a.output}}'}] | `nodes[0].prompt` names {{a.output}}, but there is no",
      })
  void read_somethingWrong_namesIt(String nodes, String problem) {
    String told = Graphs.problem(nodes);
    assertTrue(told.startsWith(problem), told);
  }

  @Test
  void read_unknownDependencyOfALaterNode_namesItsPlace() {
    String told =
        Graphs.problem(
            "[{'id':'a','prompt':'x'},{'id':'b','prompt':'x','dependsOn':['a']},"
                + "{'id':'c','prompt':'x','dependsOn':['nobody']}]");
    assertEquals("`nodes[2].dependsOn[0]` is no node's id", told);
  }

  @Test
  void read_circleBehindAStraight_namesTheCircleAlone() {
    String told =
        Graphs.problem(
            "[{'id':'a','prompt':'x','dependsOn':['b']},{'id':'b','prompt':'x','dependsOn':['c']},"
                + "{'id':'c','prompt':'x','dependsOn':['d']},"
                + "{'id':'d','prompt':'x','dependsOn':['b']}]");
    assertEquals("`nodes[3].dependsOn[0]` closes a cycle: b -> c -> d -> b", told);
  }

  @Test
  void read_placeOfADistantAncestor_isAllowed() {
    assertEquals(
        "nothing",
        Graphs.problem(
            "[{'id':'a','prompt':'x'},{'id':'b','prompt':'x','dependsOn':['a']},"
                + "{'id':'c','prompt':'{{a}} {{ b }}','dependsOn':['b']}]"));
  }

  @Test
  void read_twentyNodes_areTheMost() {
    String[] nodes = new String[Graph.MOST_NODES];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = i == 0 ? "n0" : "n" + i + ":n" + (i - 1);
    }
    assertEquals(20, Graphs.of(nodes).nodes().size());
    StringBuilder many = new StringBuilder("[");
    for (int i = 0; i <= Graph.MOST_NODES; i++) {
      many.append(i == 0 ? "" : ",").append("{'id':'n" + i + "','prompt':'x'}");
    }
    assertEquals(
        "`nodes` has to be a list of 1 to 20 nodes", Graphs.problem(many.append("]").toString()));
  }
}
