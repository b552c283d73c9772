package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.usage.TokenUsage;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a prompt asks of a model.
 *
 * @param capabilities what it has to be able to do
 * @param inputTokens the size of the prompt, about
 * @param maxOutput most tokens of the answer, if the caller says so
 */
record Needs(Set<Capability> capabilities, long inputTokens, OptionalLong maxOutput) {

  /** What an answer is thought to be long, for its price, when nothing is said about it. */
  private static final long USUAL_OUTPUT = 1_000;

  private static final int CHARACTERS_PER_TOKEN = 4;

  /** Providers count about this much for an image of one megapixel. */
  private static final long MEDIA_TOKENS = 1_000;

  Needs {
    capabilities = Set.copyOf(capabilities);
  }

  /**
   * Of a prompt.
   *
   * @param wanted what the caller wants beside
   */
  static Needs of(Prompt prompt, Set<Capability> wanted) {
    Set<Capability> needed = EnumSet.of(Capability.TEXT);
    needed.addAll(wanted);
    long[] tokens = {0};
    PromptTexts.parts(
        prompt,
        part -> {
          add(part, needed);
          tokens[0] += tokens(part);
        });
    Tools tools = prompt.tools();
    if (!tools.offered().isEmpty()) {
      needed.add(Capability.TOOLS);
      tokens[0] += tools.offered().stream().mapToLong(Needs::tokens).sum();
    }
    prompt.reasoning().filter(Needs::thinks).ifPresent(asked -> needed.add(Capability.REASONING));
    add(prompt.format(), needed);
    add(prompt.sampling(), needed);
    return new Needs(needed, tokens[0], prompt.sampling().maxTokens());
  }

  private static void add(Part part, Set<Capability> needed) {
    if (part instanceof Part.Media media) {
      needed.add(
          switch (media.kind()) {
            case IMAGE -> Capability.IMAGES;
            case DOCUMENT -> Capability.DOCUMENTS;
            case AUDIO -> Capability.AUDIO;
          });
    } else if (part instanceof Part.ToolCall || part instanceof Part.ToolResult) {
      needed.add(Capability.TOOLS);
    }
  }

  private static void add(ResponseFormat format, Set<Capability> needed) {
    if (format instanceof ResponseFormat.Schema) {
      needed.add(Capability.SCHEMA);
    } else if (format instanceof ResponseFormat.Json) {
      needed.add(Capability.JSON);
    }
  }

  private static void add(Sampling sampling, Set<Capability> needed) {
    boolean chosen =
        sampling.temperature().orElse(1) != 1
            || sampling.topP().orElse(1) != 1
            || sampling.topK().isPresent();
    if (chosen) {
      needed.add(Capability.SAMPLING);
    }
  }

  private static boolean thinks(Reasoning reasoning) {
    return reasoning.tokens() > 0;
  }

  private static long tokens(Part part) {
    return part instanceof Part.Media ? MEDIA_TOKENS : tokens(PromptTexts.text(part).length());
  }

  private static long tokens(Tools.Tool tool) {
    int schema = tool.schema().map(node -> node.toString().length()).orElse(0);
    return tokens(tool.name().length() + tool.description().map(String::length).orElse(0) + schema);
  }

  private static long tokens(long characters) {
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  /** The tokens that it will take, about. */
  TokenUsage usage() {
    return new TokenUsage(inputTokens, maxOutput.orElse(USUAL_OUTPUT));
  }

  /** For people. */
  @Override
  public String toString() {
    String able =
        new TreeSet<>(capabilities)
            .stream().map(Capability::label).collect(Collectors.joining(", "));
    return able + " and room for about " + (inputTokens + maxOutput.orElse(0)) + " tokens";
  }
}
