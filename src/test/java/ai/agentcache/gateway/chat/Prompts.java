package ai.agentcache.gateway.chat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Prompts for tests, as if said in a dialect that is none of the tested. */
public final class Prompts {

  /** The two calls that the model makes at once. */
  public static final List<Part> CALLS =
      List.of(
          new Part.Text("I look."),
          new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\",\"days\":2}"),
          new Part.ToolCall("call_2", "clock", ""));

  /** A tool with a schema and one without. */
  public static final List<Tools.Tool> TOOLS =
      List.of(
          new Tools.Tool(
              "weather",
              Optional.of("Looks out of the window."),
              Optional.of(
                  Jsons.object(
                      "{'type':'object','properties':{'city':{'type':'string'}},"
                          + "'required':['city'],'additionalProperties':false}")),
              true),
          new Tools.Tool("clock", Optional.empty(), Optional.empty(), false));

  private Prompts() {}

  /** Turns of everything: instructions, an image, parallel calls and their results. */
  public static List<Turn> conversation() {
    return List.of(
        new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("Be brief."))),
        new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("Be kind."))),
        new Turn(
            Turn.Role.USER,
            List.of(
                new Part.Text("What is this?"),
                image("image/png", "aWNv"),
                url("https://x/y.png"))),
        new Turn(Turn.Role.ASSISTANT, CALLS),
        result("call_1", "{\"sky\":\"blue\"}", false),
        result("call_2", "no clock", true),
        new Turn(Turn.Role.USER, List.of(new Part.Text("And now?"))));
  }

  /** The result of a tool in a turn of its own. */
  public static Turn result(String call, String text, boolean error) {
    return new Turn(
        Turn.Role.USER, List.of(new Part.ToolResult(call, List.of(new Part.Text(text)), error)));
  }

  /** An image with its data. */
  public static Part.Media image(String type, String data) {
    return media(Part.Media.Kind.IMAGE, Optional.of(type), Optional.of(data), Optional.empty());
  }

  /** An image at a URL. */
  public static Part.Media url(String url) {
    return media(Part.Media.Kind.IMAGE, Optional.empty(), Optional.empty(), Optional.of(url));
  }

  /** Media of any kind without a name. */
  public static Part.Media media(
      Part.Media.Kind kind, Optional<String> type, Optional<String> data, Optional<String> url) {
    return new Part.Media(kind, type, data, url, Optional.empty());
  }

  /** How to draw, with everything that can be said. */
  public static Sampling sampling(double temperature) {
    return new Sampling(
        OptionalDouble.of(temperature),
        OptionalDouble.of(0.9),
        OptionalInt.of(40),
        OptionalLong.of(500),
        List.of("END"),
        OptionalLong.of(7),
        OptionalDouble.of(0.5),
        OptionalDouble.of(-0.5));
  }

  /** Asks a model something. */
  public static Prompt asking(String model, String question) {
    return of(model, List.of(new Turn(Turn.Role.USER, List.of(new Part.Text(question)))));
  }

  /** A conversation with nothing else said. */
  public static Prompt of(String model, List<Turn> turns) {
    return new Prompt(
        model,
        turns,
        Sampling.DEFAULT,
        Tools.NONE,
        ResponseFormat.TEXT,
        Optional.empty(),
        "elsewhere",
        Json.object());
  }

  /** The same, drawn so. */
  public static Prompt with(Prompt prompt, Sampling sampling) {
    return new Prompt(
        prompt.model(),
        prompt.turns(),
        sampling,
        prompt.tools(),
        prompt.format(),
        prompt.reasoning(),
        prompt.dialect(),
        prompt.source());
  }

  /** The same with tools. */
  public static Prompt with(Prompt prompt, Tools tools) {
    return new Prompt(
        prompt.model(),
        prompt.turns(),
        prompt.sampling(),
        tools,
        prompt.format(),
        prompt.reasoning(),
        prompt.dialect(),
        prompt.source());
  }

  /** The same with a form. */
  public static Prompt with(Prompt prompt, ResponseFormat format) {
    return new Prompt(
        prompt.model(),
        prompt.turns(),
        prompt.sampling(),
        prompt.tools(),
        format,
        prompt.reasoning(),
        prompt.dialect(),
        prompt.source());
  }

  /** The same with thinking. */
  public static Prompt with(Prompt prompt, Reasoning reasoning) {
    return new Prompt(
        prompt.model(),
        prompt.turns(),
        prompt.sampling(),
        prompt.tools(),
        prompt.format(),
        Optional.of(reasoning),
        prompt.dialect(),
        prompt.source());
  }

  /** The same, read from a body. */
  public static Prompt from(Prompt prompt, String source) {
    return new Prompt(
        prompt.model(),
        prompt.turns(),
        prompt.sampling(),
        prompt.tools(),
        prompt.format(),
        prompt.reasoning(),
        prompt.dialect(),
        Jsons.object(source));
  }

  /** Thinking of an effort. */
  public static Reasoning effort(String effort) {
    return new Reasoning(Optional.of(effort), OptionalLong.empty());
  }
}
