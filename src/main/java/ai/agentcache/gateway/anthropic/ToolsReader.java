package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Tools;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads tools and the choice among them. Tools that run at the provider stay in the source. */
final class ToolsReader {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final Map<String, Tools.Choice> CHOICES =
      Map.of(
          "auto", Tools.Choice.AUTO,
          "any", Tools.Choice.ANY,
          "tool", Tools.Choice.ONE,
          "none", Tools.Choice.NONE);

  private ToolsReader() {}

  static Tools read(Fields fields) {
    List<Tools.Tool> offered = new ArrayList<>();
    fields.list("tools").ifPresent(list -> readAll(list, offered));
    Optional<Fields> choice = fields.inner("tool_choice");
    if (choice.isEmpty()) {
      return new Tools(offered, Tools.Choice.AUTO, Optional.empty(), Optional.empty());
    }
    Fields chosen = choice.get();
    Tools.Choice kind =
        CHOICES.getOrDefault(chosen.word("type", CHOICES.keySet()), Tools.Choice.AUTO);
    Optional<String> required =
        kind == Tools.Choice.ONE ? Optional.of(chosen.text("name")) : Optional.empty();
    Optional<Boolean> parallel =
        chosen.flag("disable_parallel_tool_use").map(disabled -> !disabled);
    return new Tools(offered, kind, required, parallel);
  }

  private static void readAll(ArrayNode list, List<Tools.Tool> offered) {
    for (int i = 0; i < list.size(); i++) {
      Fields tool = Fields.of(list.path(i), Fields.at("tools", i));
      tool.optionalText("type");
      if (!ServerTools.isServerTool(tool.object())) {
        offered.add(tool(tool));
      }
    }
  }

  private static Tools.Tool tool(Fields tool) {
    String name = tool.text("name");
    if (!NAME.matcher(name).matches()) {
      throw tool.wrong("name", "must be 1 to 128 letters, digits, `_` or `-`");
    }
    Optional<String> description =
        tool.given("description").map(value -> tool.anyText("description"));
    boolean strict = tool.flag("strict").orElse(false);
    Fields schema = tool.requiredInner("input_schema");
    return new Tools.Tool(name, description, Optional.of(schema.object()), strict);
  }
}
