package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a model answered when it was asked for a workflow. */
sealed interface Plan {

  /** It can be run. */
  record Valid(Graph graph) implements Plan {}

  /**
   * It cannot.
   *
   * @param problem why, for the model and for people
   */
  record Invalid(String problem) implements Plan {}

  /** Reads an answer; some models put JSON into a fence although they are told not to. */
  static Plan read(String answer) {
    try {
      byte[] json = unfenced(answer.strip()).getBytes(StandardCharsets.UTF_8);
      return Json.parse(json) instanceof ObjectNode graph
          ? new Valid(GraphReader.read(graph))
          : new Invalid("it is no JSON object");
    } catch (IOException e) {
      return new Invalid("it is no JSON");
    } catch (ApiException e) {
      return new Invalid(e.details());
    }
  }

  private static String unfenced(String answer) {
    int begin = answer.indexOf('\n');
    int end = answer.lastIndexOf("```");
    return answer.startsWith("```") && end > begin && begin > 0
        ? answer.substring(begin + 1, end)
        : answer;
  }
}
