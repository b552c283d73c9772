package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Prompts;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Prompts that need different things. */
final class SamplePrompts {

  private SamplePrompts() {}

  static Prompt text(String text) {
    return of(new Part.Text(text));
  }

  static Prompt of(Part... parts) {
    return prompt(
        List.of(new Turn(Turn.Role.USER, List.of(parts))),
        Sampling.DEFAULT,
        Tools.NONE,
        ResponseFormat.TEXT,
        Optional.empty());
  }

  static Prompt image() {
    return of(new Part.Text("what is this"), Prompts.url("https://x/y.png"));
  }

  static Prompt media(Part.Media.Kind kind) {
    return of(Prompts.media(kind, Optional.of("x/y"), Optional.of("aWNv"), Optional.empty()));
  }

  static Prompt tools() {
    Tools tools = new Tools(Prompts.TOOLS, Tools.Choice.AUTO, Optional.empty(), Optional.empty());
    return prompt(
        text("x").turns(), Sampling.DEFAULT, tools, ResponseFormat.TEXT, Optional.empty());
  }

  static Prompt format(ResponseFormat format) {
    return prompt(text("x").turns(), Sampling.DEFAULT, Tools.NONE, format, Optional.empty());
  }

  static Prompt schema() {
    return format(new ResponseFormat.Schema("s", Json.object(), true));
  }

  static Prompt effort(String effort) {
    Reasoning reasoning = new Reasoning(Optional.of(effort), OptionalLong.empty());
    return prompt(
        text("x").turns(),
        Sampling.DEFAULT,
        Tools.NONE,
        ResponseFormat.TEXT,
        Optional.of(reasoning));
  }

  static Prompt temperature(double temperature) {
    return sampling(OptionalDouble.of(temperature), OptionalLong.empty());
  }

  static Prompt maxTokens(long most) {
    return sampling(OptionalDouble.empty(), OptionalLong.of(most));
  }

  private static Prompt sampling(OptionalDouble temperature, OptionalLong most) {
    Sampling sampling =
        new Sampling(
            temperature,
            OptionalDouble.empty(),
            OptionalInt.empty(),
            most,
            List.of(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    return prompt(text("x").turns(), sampling, Tools.NONE, ResponseFormat.TEXT, Optional.empty());
  }

  static Prompt prompt(
      List<Turn> turns,
      Sampling sampling,
      Tools tools,
      ResponseFormat format,
      Optional<Reasoning> reasoning) {
    return new Prompt("m", turns, sampling, tools, format, reasoning, "sample", Json.object());
  }
}
