package ai.agentcache.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds in a body of this dialect what no other dialect can say: tools that run at the provider,
 * and blocks of a conversation that only it understands.
 */
final class ServerTools {

  private static final Set<String> CLIENT_SIDE = Set.of("custom", "function");

  private ServerTools() {}

  static boolean areIn(ObjectNode body) {
    return !body.path("mcp_servers").isEmpty()
        || any(body.path("tools"), ServerTools::isServerTool)
        || any(body.path("messages"), message -> hasOwnBlock(message.path("content")));
  }

  /** Whether a tool is no plain function of the caller's. */
  static boolean isServerTool(JsonNode tool) {
    JsonNode type = tool.path("type");
    return type.isTextual() && !CLIENT_SIDE.contains(type.textValue());
  }

  private static boolean hasOwnBlock(JsonNode content) {
    return content.isArray() && any(content, ServerTools::isOwnBlock);
  }

  private static boolean isOwnBlock(JsonNode block) {
    return !BlockReader.KNOWN.contains(block.path("type").asText())
        || block.path("source").path("type").asText().equals("file")
        || hasOwnBlock(block.path("content"));
  }

  private static boolean any(JsonNode list, Predicate<JsonNode> test) {
    for (JsonNode item : list) {
      if (test.test(item)) {
        return true;
      }
    }
    return false;
  }
}
