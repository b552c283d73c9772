package ai.agentcache.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Prompts;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.usage.TokenUsage;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NeedsTest {

  static Stream<Arguments> prompts() {
    return Stream.of(
        Arguments.of(SamplePrompts.text("hello"), Set.of()),
        Arguments.of(SamplePrompts.image(), Set.of(Capability.IMAGES)),
        Arguments.of(SamplePrompts.media(Kind.DOCUMENT), Set.of(Capability.DOCUMENTS)),
        Arguments.of(SamplePrompts.media(Kind.AUDIO), Set.of(Capability.AUDIO)),
        Arguments.of(SamplePrompts.tools(), Set.of(Capability.TOOLS)),
        Arguments.of(SamplePrompts.format(ResponseFormat.JSON), Set.of(Capability.JSON)),
        Arguments.of(SamplePrompts.schema(), Set.of(Capability.SCHEMA)),
        Arguments.of(SamplePrompts.effort("high"), Set.of(Capability.REASONING)),
        Arguments.of(SamplePrompts.effort("none"), Set.of()),
        Arguments.of(SamplePrompts.temperature(0.2), Set.of(Capability.SAMPLING)),
        Arguments.of(SamplePrompts.temperature(1), Set.of()));
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void of_aPrompt_areWhatItCannotDoWithout(Prompt prompt, Set<Capability> beside) {
    Set<Capability> expected = EnumSet.of(Capability.TEXT);
    expected.addAll(beside);
    assertEquals(expected, Needs.of(prompt, Set.of()).capabilities());
  }

  @Test
  void of_imagesInToolResults_areSeen() {
    Part result = new Part.ToolResult("c", List.of(Prompts.image("image/png", "aWNv")), false);
    assertEquals(
        Set.of(Capability.TEXT, Capability.TOOLS, Capability.IMAGES),
        Needs.of(SamplePrompts.of(result), Set.of()).capabilities());
  }

  @Test
  void of_whatTheCallerWants_isAdded() {
    assertTrue(
        Needs.of(SamplePrompts.text("x"), Set.of(Capability.AUDIO))
            .capabilities()
            .contains(Capability.AUDIO));
  }

  @Test
  void of_aText_isAQuarterOfItsCharacters() {
    assertEquals(250, Needs.of(SamplePrompts.text("x".repeat(999)), Set.of()).inputTokens());
    assertEquals(1_003, Needs.of(SamplePrompts.image(), Set.of()).inputTokens());
    assertTrue(Needs.of(SamplePrompts.tools(), Set.of()).inputTokens() > 20);
  }

  @Test
  void usage_withoutALimit_isAThousandOut() {
    assertEquals(new TokenUsage(1, 1_000), Needs.of(SamplePrompts.text("x"), Set.of()).usage());
    assertEquals(new TokenUsage(1, 7), Needs.of(SamplePrompts.maxTokens(7), Set.of()).usage());
  }

  @Test
  void fits_theSize_countsPromptAndAnswer() {
    Candidate candidate = SampleMarket.usual().candidates().get(0);
    assertTrue(candidate.fits(needs(92_000, 8_000)));
    assertFalse(candidate.fits(needs(92_001, 8_000)), "the context is 100 000");
    assertFalse(candidate.fits(needs(1, 8_001)), "the answer is at most 8 000");
  }

  private static Needs needs(long input, long output) {
    return new Needs(Set.of(Capability.TEXT), input, OptionalLong.of(output));
  }

  @Test
  void hash_differsByText_andIsTheSameOnEveryReplica() {
    Prompt prompt =
        SamplePrompts.prompt(
            Prompts.conversation(),
            Sampling.DEFAULT,
            Tools.NONE,
            ResponseFormat.TEXT,
            Optional.empty());
    assertEquals(31 + "hello".hashCode(), PromptTexts.hash(SamplePrompts.text("hello")));
    assertEquals(PromptTexts.hash(prompt), PromptTexts.hash(prompt.withModel("other")));
  }
}
