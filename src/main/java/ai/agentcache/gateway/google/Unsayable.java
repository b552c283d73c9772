package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Refuses what a prompt has only in its source, because no neutral word is known for it, and what
 * would therefore be lost on the way to this provider.
 */
final class Unsayable {

  private static final Set<String> CLIENT_TOOLS = Set.of("function", "custom");
  private static final Set<String> OWN_BLOCKS =
      Set.of("server_tool_use", "mcp_tool_use", "container_upload", "search_result");
  private static final int MOST_STOPS = 5;

  private Unsayable() {}

  static void refuse(Prompt prompt) {
    JsonNode source = prompt.source();
    if (source.path("n").asLong(1) > 1) {
      throw ApiException.field("n", "must be 1 for this model: it gives one answer at a time");
    }
    if (source.path("logprobs").asBoolean(false)) {
      throw ApiException.field("logprobs", "must be false for this model");
    }
    if (!source.path("mcp_servers").isEmpty()) {
      throw ApiException.field("mcp_servers", "must be empty for this model");
    }
    if (prompt.sampling().stop().size() > MOST_STOPS) {
      throw ApiException.field("stop", "must be at most " + MOST_STOPS + " texts for this model");
    }
    refuseTools(source.path("tools"));
    refuseBlocks(source.path("messages"));
  }

  private static void refuseTools(JsonNode tools) {
    for (int i = 0; i < tools.size(); i++) {
      JsonNode type = tools.path(i).path("type");
      if (type.isTextual() && !CLIENT_TOOLS.contains(type.textValue())) {
        throw ApiException.field(
            "tools[" + i + "]", "is a tool of another provider, which this model cannot use");
      }
    }
  }

  private static void refuseBlocks(JsonNode messages) {
    for (int i = 0; i < messages.size(); i++) {
      JsonNode content = messages.path(i).path("content");
      for (int j = 0; content.isArray() && j < content.size(); j++) {
        if (isOwnBlock(content.path(j))) {
          throw ApiException.field(
              "messages[" + i + "].content[" + j + "]",
              "is a block of another provider, which this model cannot read");
        }
      }
    }
  }

  private static boolean isOwnBlock(JsonNode block) {
    String type = block.path("type").asText();
    return OWN_BLOCKS.contains(type)
        || type.endsWith("_tool_result")
        || block.path("source").path("type").asText().equals("file");
  }
}
