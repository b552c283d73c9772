package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Transcript;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.gateway.chat.Turn.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Prompts and answers that several tests use. */
final class Sample {

  static final long NOW = 1_760_000_000;

  static final Part IMAGE =
      new Part.Media(
          Kind.IMAGE,
          Optional.of("image/png"),
          Optional.of("aGVsbG8="),
          Optional.empty(),
          Optional.of("low"));

  static final Part LINKED =
      new Part.Media(
          Kind.IMAGE,
          Optional.empty(),
          Optional.empty(),
          Optional.of("https://example.com/cat.png"),
          Optional.empty());

  static final Part PAPER =
      new Part.Media(
          Kind.DOCUMENT,
          Optional.of("application/pdf"),
          Optional.of("JVBERi0="),
          Optional.empty(),
          Optional.of("paper.pdf"));

  static final Part SOUND =
      new Part.Media(
          Kind.AUDIO,
          Optional.of("audio/mp3"),
          Optional.of("SUQz"),
          Optional.empty(),
          Optional.empty());

  static final Spent SPENT = new Spent(100, 40, 60, 0, 12);

  private Sample() {}

  /** An object in JSON whose quotes are single. */
  static ObjectNode json(String text) {
    return (ObjectNode) value(text);
  }

  /** A value in JSON whose quotes are single. */
  static JsonNode value(String text) {
    try {
      return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Part.Text text(String text) {
    return new Part.Text(text);
  }

  static Turn turn(Role role, Part... parts) {
    return new Turn(role, List.of(parts));
  }

  /** What both dialects can say of sampling. */
  static Sampling plainSampling() {
    return new Sampling(
        OptionalDouble.of(0.5),
        OptionalDouble.of(0.9),
        OptionalInt.empty(),
        OptionalLong.of(300),
        List.of(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  static Sampling fullSampling() {
    return new Sampling(
        OptionalDouble.of(0.5),
        OptionalDouble.of(0.9),
        OptionalInt.empty(),
        OptionalLong.of(300),
        List.of("END", "###"),
        OptionalLong.of(7),
        OptionalDouble.of(-0.5),
        OptionalDouble.of(1.5));
  }

  static Tools tools(Tools.Choice choice) {
    return new Tools(
        List.of(
            new Tools.Tool(
                "weather",
                Optional.of("Tells the weather"),
                Optional.of(json("{'type':'object','properties':{'city':{'type':'string'}}}")),
                true),
            new Tools.Tool("time", Optional.empty(), Optional.empty(), false)),
        choice,
        choice == Tools.Choice.ONE ? Optional.of("time") : Optional.empty(),
        Optional.of(false));
  }

  static ResponseFormat schema() {
    return new ResponseFormat.Schema("city", json("{'type':'object'}"), true);
  }

  /** A conversation that both dialects can hold. */
  static List<Turn> conversation() {
    return List.of(
        turn(Role.SYSTEM, text("Be brief.")),
        turn(Role.USER, text("What is it?"), IMAGE, LINKED, PAPER, SOUND),
        turn(
            Role.ASSISTANT,
            new Part.Thought("a cat?", Optional.empty(), false),
            text("A cat. "),
            text("Or a dog."),
            new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\"}"),
            new Part.ToolCall("call_2", "time", "{}")),
        turn(Role.USER, new Part.ToolResult("call_1", List.of(text("sunny")), false)),
        turn(Role.USER, new Part.ToolResult("call_2", List.of(text("9"), text("am")), false)),
        turn(Role.ASSISTANT, new Part.Refusal("No more.")),
        turn(Role.USER, text("Why?")));
  }

  /** A prompt that came in a dialect nobody here knows. */
  static Prompt prompt(List<Turn> turns, Sampling sampling, Tools tools, ResponseFormat format) {
    return new Prompt(
        "model-1",
        turns,
        sampling,
        tools,
        format,
        Optional.of(new Reasoning(Optional.of("high"), OptionalLong.empty())),
        "other",
        Json.object());
  }

  /** The same prompt, told by its neutral parts alone. */
  static Prompt neutral(Prompt prompt) {
    return new Prompt(
        prompt.model(),
        prompt.turns(),
        prompt.sampling(),
        prompt.tools(),
        prompt.format(),
        prompt.reasoning(),
        "other",
        Json.object());
  }

  static Completion completion(String id, Finish finish, Part... parts) {
    return new Completion(id, "model-1", List.of(parts), finish, Optional.empty(), SPENT);
  }

  /** The answer that events say. */
  static Completion heard(Function<JsonNode, List<Delta>> reader, List<? extends JsonNode> events) {
    Transcript transcript = new Transcript();
    events.forEach(event -> reader.apply(event).forEach(transcript::add));
    return transcript.completion();
  }
}
