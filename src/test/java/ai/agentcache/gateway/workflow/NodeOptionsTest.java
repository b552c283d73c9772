package ai.agentcache.gateway.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.gateway.routing.Mode;
import ai.agentcache.gateway.routing.Wish;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeOptionsTest {

  private static LlmRequest request(String node, String options) {
    Graph graph = Graphs.read("[{'id':'a','prompt':'x'" + node + "}]");
    return new NodeOptions(Graphs.json("{" + options + "}"), 100)
        .request(graph.nodes().get(0), "filled in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "^^ | ^^ | ORCHESTRATED | none | none",
        "^^ | 'model':'m' | SINGLE_MODEL | m | none",
        "^^ | 'model':null | ORCHESTRATED | none | none",
        "^^ | 'activeProvider':'openai' | SINGLE_MODEL | none | openai",
        "^^ | 'routingMode':'cost-aware' | COST_AWARE | none | none",
        ",'model':'n' | ^^ | SINGLE_MODEL | n | none",
        ",'model':'n' | 'model':'m','activeProvider':'openai' | SINGLE_MODEL | n | none",
        ",'model':'n' | 'routingMode':'heuristic' | SINGLE_MODEL | n | none",
        ",'model':'n' | 'routingMode':'manual' | MANUAL | n | none",
      })
  void request_modelIsThatOfTheNode_elseOfAll_elseByType(
      String node, String options, Mode mode, String model, String provider) {
    Wish wish = request(node, options).wish();
    assertEquals(mode, wish.mode());
    assertEquals(model, wish.model().orElse("none"));
    assertEquals(provider, wish.provider().orElse("none"));
  }

  @Test
  void request_hasTheOptions_theTypeAndThePrompt() {
    LlmRequest request =
        request(",'type':'review'", "'ttl':60,'maxTokens':5,'system':'Be brief','seed':1");
    assertEquals(Optional.of(Wish.NodeType.REVIEW), request.wish().nodeType());
    assertEquals(OptionalInt.of(60), request.ttl());
    assertEquals(
        "{\"seed\":1,\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
            + "{\"role\":\"user\",\"content\":\"filled in\"}],\"max_tokens\":5}",
        request.chat().toString());
  }
}
