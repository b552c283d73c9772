package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a prompt. That calls are to come one at a time cannot be said and is dropped; a seed that
 * the provider has no room for is, too.
 */
final class PromptWriter {

  private PromptWriter() {}

  static ObjectNode write(Prompt prompt) {
    Unsayable.refuse(prompt);
    ObjectNode body = Json.object();
    ArrayNode instructions = instructions(prompt);
    if (!instructions.isEmpty()) {
      body.putObject("systemInstruction").set("parts", instructions);
    }
    ArrayNode contents =
        new ContentsWriter(Generation.of(prompt.model()).takesLevel()).write(prompt.turns());
    if (contents.isEmpty()) {
      throw ApiException.field("messages", "must have a turn of the user that says something");
    }
    body.set("contents", contents);
    ToolsWriter.write(prompt.tools(), body);
    ObjectNode config = ConfigWriter.write(prompt);
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    return body;
  }

  private static ArrayNode instructions(Prompt prompt) {
    ArrayNode parts = Json.object().arrayNode();
    for (Turn turn : prompt.turns()) {
      if (turn.role() == Turn.Role.SYSTEM) {
        for (Part part : turn.parts()) {
          if (!(part instanceof Part.Text text)) {
            throw ApiException.field("messages", "must have nothing but text in a system turn");
          }
          if (!text.text().isEmpty()) {
            parts.addObject().put("text", text.text());
          }
        }
      }
    }
    return parts;
  }
}
