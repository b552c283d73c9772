package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Tools.Choice;
import ai.agentcache.gateway.chat.Tools.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tools as a dialect writes them: with the function in an object of its own ({@link #NESTED}, chat)
 * or without ({@link #FLAT}, responses). Tools that are no functions are the provider's own and
 * stay in the source of the prompt.
 */
enum ToolForm {
  NESTED,
  FLAT;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
  private static final Set<String> MODES = Set.of("auto", "required");

  /** Reads tools, choice and whether calls may be parallel. */
  Tools read(Fields body) {
    List<Tool> offered = new ArrayList<>();
    for (Fields tool : body.objects("tools")) {
      if (tool.requiredText("type", "the kind of tool, such as function").equals("function")) {
        offered.add(tool(inner(tool)));
      }
    }
    return choose(body, offered, body.flag("parallel_tool_calls"));
  }

  private Fields inner(Fields outer) {
    return this == FLAT ? outer : outer.requiredObject("function", "an object with the `name`");
  }

  private static Tool tool(Fields function) {
    return new Tool(
        name(function),
        function.text("description"),
        function.object("parameters").map(Fields::object),
        function.flag("strict").orElse(false));
  }

  static String name(Fields function) {
    String name = function.requiredText("name", "the name of a function");
    if (!NAME.matcher(name).matches()) {
      throw function.wrong("name", "must be 1 to 128 letters, digits, _ or -");
    }
    return name;
  }

  private Tools choose(Fields body, List<Tool> offered, Optional<Boolean> parallel) {
    JsonNode choice = body.value("tool_choice");
    if (choice == null) {
      return new Tools(offered, Choice.AUTO, Optional.empty(), parallel);
    }
    if (choice.isTextual()) {
      return new Tools(offered, named(body, choice.textValue()), Optional.empty(), parallel);
    }
    if (!choice.isObject()) {
      throw body.wrong("tool_choice", "must be none, auto, required or an object");
    }
    Fields form = body.requiredObject("tool_choice", "");
    return switch (form.requiredText("type", "function, for instance")) {
      case "function" ->
          new Tools(offered, Choice.ONE, Optional.of(one(inner(form), offered)), parallel);
      case "allowed_tools" -> allowed(form, offered, parallel);
      default -> new Tools(offered, Choice.AUTO, Optional.empty(), parallel);
    };
  }

  private static Choice named(Fields body, String choice) {
    return switch (choice) {
      case "auto" -> Choice.AUTO;
      case "none" -> Choice.NONE;
      case "required" -> Choice.ANY;
      default -> throw body.wrong("tool_choice", "must be none, auto, required or an object");
    };
  }

  private static String one(Fields function, List<Tool> offered) {
    String name = name(function);
    if (offered.stream().noneMatch(tool -> tool.name().equals(name))) {
      throw function.wrong("name", "must be the name of one of the `tools`");
    }
    return name;
  }

  /** Only some of the tools may be used: for whoever cannot say that, the others do not exist. */
  private Tools allowed(Fields form, List<Tool> offered, Optional<Boolean> parallel) {
    Fields allowed = this == FLAT ? form : form.requiredObject("allowed_tools", "the tools");
    Set<String> names =
        allowed.objects("tools").stream()
            .filter(tool -> tool.text("type").orElse("function").equals("function"))
            .map(tool -> one(inner(tool), offered))
            .collect(Collectors.toSet());
    boolean any = allowed.oneOf("mode", MODES).orElse("auto").equals("required");
    List<Tool> left = offered.stream().filter(tool -> names.contains(tool.name())).toList();
    return new Tools(left, any ? Choice.ANY : Choice.AUTO, Optional.empty(), parallel);
  }

  /** Writes tools, choice and whether calls may be parallel; nothing when there are no tools. */
  void write(Tools tools, ObjectNode body) {
    if (tools.offered().isEmpty()) {
      return;
    }
    ArrayNode array = body.putArray("tools");
    tools.offered().forEach(tool -> array.add(write(tool)));
    switch (tools.choice()) {
      case AUTO -> {}
      case NONE -> body.put("tool_choice", "none");
      case ANY -> body.put("tool_choice", "required");
      case ONE -> {
        ObjectNode function = Json.object();
        function.put("name", tools.required().orElseThrow());
        body.set("tool_choice", outer(function));
      }
    }
    tools.parallel().ifPresent(parallel -> body.put("parallel_tool_calls", parallel));
  }

  private ObjectNode write(Tool tool) {
    ObjectNode function = Json.object();
    function.put("name", tool.name());
    tool.description().ifPresent(text -> function.put("description", text));
    tool.schema().ifPresent(schema -> function.set("parameters", schema));
    if (this == FLAT) {
      // Responses take a tool to be strict unless told, and want to be told its parameters.
      function.put("strict", tool.strict());
      if (tool.schema().isEmpty()) {
        function.putNull("parameters");
      }
    } else if (tool.strict()) {
      function.put("strict", true);
    }
    return outer(function);
  }

  private ObjectNode outer(ObjectNode function) {
    ObjectNode outer = Json.object().put("type", "function");
    if (this == FLAT) {
      outer.setAll(function);
    } else {
      outer.set("function", function);
    }
    return outer;
  }
}
