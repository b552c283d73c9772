package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Tools;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes tools and the choice among them. */
final class ToolsWriter {

  private ToolsWriter() {}

  static void write(Tools tools, ObjectNode body) {
    if (tools.offered().isEmpty()) {
      return;
    }
    ArrayNode list = body.putArray("tools");
    tools.offered().forEach(tool -> list.add(tool(tool)));
    ObjectNode choice = choice(tools);
    if (!choice.isEmpty()) {
      body.set("tool_choice", choice);
    }
  }

  private static ObjectNode tool(Tools.Tool tool) {
    ObjectNode written = Json.object();
    written.put("name", tool.name());
    tool.description().ifPresent(text -> written.put("description", text));
    written.set("input_schema", schema(tool));
    if (tool.strict()) {
      written.put("strict", true);
    }
    return written;
  }

  /** The API wants a schema, and of an object. */
  private static ObjectNode schema(Tools.Tool tool) {
    ObjectNode schema = tool.schema().map(ObjectNode::deepCopy).orElseGet(Json::object);
    if (!schema.has("type")) {
      schema.put("type", "object");
    }
    if (schema.size() == 1) {
      schema.putObject("properties");
    }
    return schema;
  }

  /** Empty when it says no more than silence does. */
  private static ObjectNode choice(Tools tools) {
    ObjectNode choice = Json.object();
    switch (tools.choice()) {
      case AUTO -> tools.parallel().ifPresent(parallel -> choice.put("type", "auto"));
      case NONE -> choice.put("type", "none");
      case ANY -> choice.put("type", "any");
      case ONE -> choice.put("type", "tool").put("name", tools.required().orElseThrow());
    }
    if (tools.choice() != Tools.Choice.NONE) {
      tools.parallel().ifPresent(parallel -> choice.put("disable_parallel_tool_use", !parallel));
    }
    return choice;
  }
}
