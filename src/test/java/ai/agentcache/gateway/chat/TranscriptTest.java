package ai.agentcache.gateway.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private static final Completion ANSWER =
      new Completion(
          "id-1",
          "model-1",
          List.of(
              new Part.Thought("let me see", Optional.of("seal"), false),
              new Part.Text("I look it up."),
              new Part.ToolCall("call-1", "weather", "{\"city\":\"Rome\"}"),
              new Part.ToolCall("call-2", "weather", "{\"city\":\"Oslo\"}")),
          Finish.TOOLS,
          Optional.empty(),
          new Spent(10, 20, 3, 0, 5));

  private static Transcript of(List<Delta> deltas) {
    Transcript transcript = new Transcript();
    deltas.forEach(transcript::add);
    return transcript;
  }

  @Test
  void completion_ofTheDeltasOfAnAnswer_isThatAnswer() {
    assertEquals(ANSWER, of(Transcript.deltas(ANSWER)).completion());
  }

  @Test
  void add_piecesOfText_makeOnePart() {
    Completion answer =
        of(List.of(
                new Delta.Start("a", "m"),
                new Delta.Text("Hel"),
                new Delta.Text("lo"),
                new Delta.End(Finish.STOP, Optional.of("!")),
                new Delta.Usage(Spent.of(1, 2))))
            .completion();
    assertEquals(List.of(new Part.Text("Hello")), answer.parts());
    assertEquals("Hello", answer.text());
    assertEquals(Optional.of("!"), answer.stopSequence());
    assertEquals(3, answer.usage().total());
  }

  @Test
  void add_callsThatAreInterleaved_keepsTheirArgumentsApart() {
    Completion answer =
        of(List.of(
                new Delta.Call(0, "x", "f"),
                new Delta.Call(1, "y", "g"),
                new Delta.Arguments(1, "[2"),
                new Delta.Arguments(0, "[1"),
                new Delta.Arguments(1, "]"),
                new Delta.Arguments(0, "]"),
                new Delta.End(Finish.TOOLS, Optional.empty())))
            .completion();
    assertEquals(
        List.of(new Part.ToolCall("x", "f", "[1]"), new Part.ToolCall("y", "g", "[2]")),
        answer.parts());
  }

  @Test
  void add_aThoughtAfterASealedOne_isAnother() {
    Completion answer =
        of(List.of(
                new Delta.Thought("one", Optional.of("s1"), false),
                new Delta.Thought("two", Optional.of("s2"), false),
                new Delta.End(Finish.STOP, Optional.empty())))
            .completion();
    assertEquals(2, answer.parts().size());
  }

  @Test
  void completion_withoutAnEnd_isMalformed() {
    assertThrows(
        MalformedAnswerException.class, () -> of(List.of(new Delta.Text("cut"))).completion());
    assertThrows(MalformedAnswerException.class, () -> of(List.of(new Delta.Arguments(0, "{"))));
  }
}
