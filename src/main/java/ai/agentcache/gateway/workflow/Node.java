package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.routing.Wish;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A step of a workflow: one prompt to one model.
 *
 * @param id its name in the graph
 * @param type the kind of work, by which a model is chosen unless it is named
 * @param prompt what is asked
 * @param model the model to ask
 * @param dependsOn the nodes that have to be done before, as they were written
 */
record Node(
    String id,
    Wish.NodeType type,
    Template prompt,
    Optional<String> model,
    List<String> dependsOn) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  Node {
    if (!isId(id)) {
      throw new IllegalArgumentException("no id of a node");
    }
    dependsOn = List.copyOf(dependsOn);
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The type as it is written. */
  String label() {
    return type.name().toLowerCase(Locale.ROOT);
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("id", id).put("type", label()).put("prompt", prompt.text());
    model.ifPresent(name -> json.put("model", name));
    ArrayNode before = json.putArray("dependsOn");
    new LinkedHashSet<>(dependsOn).forEach(before::add);
    return json;
  }
}
