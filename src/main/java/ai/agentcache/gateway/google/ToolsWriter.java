package ai.agentcache.gateway.google;

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
    ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
    for (Tools.Tool tool : tools.offered()) {
      ObjectNode function = functions.addObject().put("name", tool.name());
      tool.description().ifPresent(text -> function.put("description", text));
      tool.schema().ifPresent(schema -> function.set("parametersJsonSchema", schema));
    }
    ObjectNode config = body.putObject("toolConfig").putObject("functionCallingConfig");
    switch (tools.choice()) {
      case AUTO -> config.put("mode", "AUTO");
      case NONE -> config.put("mode", "NONE");
      case ANY -> config.put("mode", "ANY");
      case ONE ->
          config
              .put("mode", "ANY")
              .putArray("allowedFunctionNames")
              .add(tools.required().orElseThrow());
    }
  }
}
