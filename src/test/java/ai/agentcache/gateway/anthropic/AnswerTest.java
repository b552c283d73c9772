package ai.agentcache.gateway.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.chat.Transcript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whole answers and streams, read and written. */
class AnswerTest {

  private static final MessagesDialect DIALECT = new MessagesDialect();
  private static final ObjectNode NOTHING = Jsons.object("{}");

  private static Completion heard(List<? extends JsonNode> events) {
    Function<JsonNode, List<Delta>> reader = DIALECT.reader();
    Transcript transcript = new Transcript();
    events.forEach(event -> reader.apply(event).forEach(transcript::add));
    return transcript.completion();
  }

  private static List<ObjectNode> told(Completion completion) {
    Function<Delta, List<ObjectNode>> writer = DIALECT.writer(NOTHING);
    List<ObjectNode> events = new ArrayList<>();
    Transcript.deltas(completion)
        .forEach(delta -> writer.apply(delta).forEach(event -> events.add(Jsons.sent(event))));
    return events;
  }

  @Test
  void read_fullAnswer_saysWhatItSays() {
    assertEquals(Answers.full(), DIALECT.read(Jsons.object(Answers.FULL)));
  }

  @Test
  void reader_fullAnswerInEvents_saysTheSame() {
    assertEquals(Answers.full(), heard(DIALECT.split(Jsons.object(Answers.FULL), NOTHING)));
  }

  @Test
  void read_reasons_areKnown() {
    Map.of(
            "end_turn", Finish.STOP,
            "stop_sequence", Finish.STOP,
            "pause_turn", Finish.STOP,
            "tool_use", Finish.TOOLS,
            "max_tokens", Finish.LENGTH,
            "model_context_window_exceeded", Finish.LENGTH,
            "refusal", Finish.FILTER,
            "something_new", Finish.FILTER)
        .forEach(
            (reason, finish) ->
                assertEquals(
                    finish,
                    DIALECT.read(Jsons.object(Answers.FULL).put("stop_reason", reason)).finish()));
  }

  @Test
  void read_stopSequence_isTold() {
    ObjectNode answer = Jsons.object(Answers.FULL).put("stop_reason", "stop_sequence");
    assertEquals(
        Optional.of("END"), DIALECT.read(answer.put("stop_sequence", "END")).stopSequence());
  }

  @Test
  void write_completion_isAMessage() {
    Completion completion =
        new Completion(
            "chatcmpl-1",
            "gpt",
            List.of(
                new Part.Thought("hm", Optional.empty(), false),
                new Part.Text("Hello"),
                new Part.ToolCall("call_1", "f", "{\"a\": 1}"),
                new Part.Refusal("No.")),
            Finish.REFUSAL,
            Optional.empty(),
            new Spent(10, 5, 4, 1, 2));
    assertEquals(
        Jsons.object(
            """
            {'id':'msg_chatcmpl-1','type':'message','role':'assistant','model':'gpt',
             'content':[
              {'type':'thinking','thinking':'hm','signature':''},
              {'type':'text','text':'Hello'},
              {'type':'tool_use','id':'call_1','name':'f','input':{'a':1}},
              {'type':'text','text':'No.'}],
             'stop_reason':'refusal','stop_sequence':null,
             'usage':{'input_tokens':5,'cache_creation_input_tokens':1,
              'cache_read_input_tokens':4,'output_tokens':5,
              'output_tokens_details':{'thinking_tokens':2}}}
            """),
        Jsons.sent(DIALECT.write(completion)));
  }

  @Test
  void write_reasons_areOfThisDialect() {
    assertEquals("end_turn", reason(Finish.STOP, Optional.empty()));
    assertEquals("stop_sequence", reason(Finish.STOP, Optional.of("END")));
    assertEquals("tool_use", reason(Finish.TOOLS, Optional.empty()));
    assertEquals("max_tokens", reason(Finish.LENGTH, Optional.empty()));
    assertEquals("refusal", reason(Finish.FILTER, Optional.empty()));
  }

  private static String reason(Finish finish, Optional<String> stop) {
    return DIALECT
        .write(new Completion("i", "m", List.of(), finish, stop, Spent.of(1, 2)))
        .path("stop_reason")
        .textValue();
  }

  @Test
  void write_argumentsThatBreakOff_areDroppedFromACutAnswerOnly() {
    Part call = new Part.ToolCall("c", "f", "{\"a\":");
    Completion cut =
        new Completion("i", "m", List.of(call), Finish.LENGTH, Optional.empty(), Spent.UNKNOWN);
    assertEquals(NOTHING, DIALECT.write(cut).at("/content/0/input"));
    Completion whole =
        new Completion("i", "m", List.of(call), Finish.TOOLS, Optional.empty(), Spent.UNKNOWN);
    assertThrows(MalformedAnswerException.class, () -> DIALECT.write(whole));
  }

  @Property(tries = 2000)
  void read_ofWhatWasWritten_isTheSame(@ForAll long seed) {
    Completion completion = Answers.completion(new Random(seed));
    assertEquals(completion, DIALECT.read(Jsons.sent(DIALECT.write(completion))));
  }

  @Property(tries = 2000)
  void reader_ofWhatWasStreamed_isTheSame(@ForAll long seed) {
    Completion completion = Answers.completion(new Random(seed));
    assertEquals(completion, heard(told(completion)));
  }

  @Property(tries = 2000)
  void join_ofWhatWasStreamed_isTheWholeAnswer(@ForAll long seed) {
    Completion completion = Answers.completion(new Random(seed));
    assertEquals(
        Jsons.sent(DIALECT.write(completion)),
        Jsons.sent(DIALECT.join(List.copyOf(told(completion)))));
  }

  @Property(tries = 3000)
  void join_ofWhatWasSplit_isTheSameAnswer(@ForAll long seed) {
    ObjectNode answer = Answers.any(new Random(seed));
    ObjectNode before = answer.deepCopy();
    List<JsonNode> events = DIALECT.split(answer, NOTHING);
    assertEquals(before, DIALECT.join(events));
    List<JsonNode> sent = new ArrayList<>();
    events.forEach(event -> sent.add(Jsons.sent(event)));
    assertEquals(before, DIALECT.join(sent));
    assertEquals(before, answer);
    assertEquals(true, DIALECT.isLast(events.get(events.size() - 1)));
    assertEquals(1, events.stream().filter(DIALECT::isLast).count());
  }

  @Property(tries = 3000)
  void reader_ofWhatWasSplit_saysWhatTheWholeSays(@ForAll long seed) {
    ObjectNode answer = Answers.any(new Random(seed));
    assertEquals(DIALECT.read(answer), heard(DIALECT.split(answer, NOTHING)));
  }
}
