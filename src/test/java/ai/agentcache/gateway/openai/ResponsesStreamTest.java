package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.completion;
import static ai.agentcache.gateway.openai.Sample.heard;
import static ai.agentcache.gateway.openai.Sample.json;
import static ai.agentcache.gateway.openai.Sample.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Transcript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ResponsesStreamTest {

  private static final ResponsesDialect DIALECT = new ResponsesDialect(() -> Sample.NOW);

  /** Answers that responses can say without loss. */
  static final List<Completion> ANSWERS =
      List.of(
          completion("resp_1", Finish.STOP, text("Hello there.")),
          completion("resp_2", Finish.LENGTH, text("Hello the")),
          completion("resp_3", Finish.FILTER),
          completion("resp_4", Finish.REFUSAL, text("Well."), new Part.Refusal("I will not.")),
          completion(
              "resp_5",
              Finish.TOOLS,
              new Part.Thought("let me see", Optional.of("gAAA"), true),
              new Part.Thought("", Optional.of("gBBB"), true),
              text("I look it up."),
              new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\"}"),
              new Part.ToolCall("call_2", "time", "")),
          completion(
              "resp_6",
              Finish.STOP,
              new Part.Thought("plain", Optional.empty(), false),
              text("Look:"),
              new Part.Media(
                  Part.Media.Kind.IMAGE,
                  Optional.of("image/png"),
                  Optional.of("YQ=="),
                  Optional.empty(),
                  Optional.empty()),
              text("There.")));

  private static List<ObjectNode> written(List<Delta> deltas) {
    Function<Delta, List<ObjectNode>> writer = DIALECT.writer(json("{'stream':true}"));
    List<ObjectNode> events = new ArrayList<>();
    deltas.forEach(delta -> events.addAll(writer.apply(delta)));
    return events;
  }

  @Test
  void reader_ofWhatTheWriterWrote_givesTheSameAnswer() {
    for (Completion answer : ANSWERS) {
      assertEquals(answer, heard(DIALECT.reader(), written(Transcript.deltas(answer))));
    }
  }

  @Test
  void join_ofWhatTheWriterWrote_isTheWholeAnswer() {
    for (Completion answer : ANSWERS) {
      List<ObjectNode> events = written(Transcript.deltas(answer));
      assertEquals(DIALECT.write(answer), DIALECT.join(List.copyOf(events)));
      assertTrue(DIALECT.isLast(events.get(events.size() - 1)));
      for (int i = 0; i < events.size(); i++) {
        assertEquals(i, events.get(i).path("sequence_number").asInt());
      }
    }
  }

  @Test
  void writer_answer_isToldInTheOrderOfOpenAi() {
    assertEquals(
        List.of(
            "created",
            "in_progress",
            "output_item.added",
            "reasoning_summary_part.added",
            "reasoning_summary_text.delta",
            "reasoning_summary_text.done",
            "reasoning_summary_part.done",
            "output_item.done",
            "output_item.added",
            "output_item.done",
            "output_item.added",
            "content_part.added",
            "output_text.delta",
            "output_text.done",
            "content_part.done",
            "output_item.done",
            "output_item.added",
            "function_call_arguments.delta",
            "output_item.added",
            "function_call_arguments.delta",
            "function_call_arguments.done",
            "output_item.done",
            "function_call_arguments.done",
            "output_item.done",
            "completed"),
        written(Transcript.deltas(ANSWERS.get(4))).stream()
            .map(event -> event.path("type").asText().substring("response.".length()))
            .toList());
  }

  @Test
  void writer_text_isToldAsOpenAiTellsIt() {
    List<ObjectNode> events = written(Transcript.deltas(ANSWERS.get(0)));
    assertEquals(
        List.of(
            json(
                "{'type':'response.output_item.added','sequence_number':2,'output_index':0,"
                    + "'item':{'type':'message','id':'msg_1_0','status':'in_progress',"
                    + "'role':'assistant','content':[]}}"),
            json(
                "{'type':'response.content_part.added','sequence_number':3,"
                    + "'item_id':'msg_1_0','output_index':0,'content_index':0,'part':"
                    + "{'type':'output_text','text':'','annotations':[]}}"),
            json(
                "{'type':'response.output_text.delta','sequence_number':4,"
                    + "'item_id':'msg_1_0','output_index':0,'content_index':0,"
                    + "'delta':'Hello there.','logprobs':[]}"),
            json(
                "{'type':'response.output_text.done','sequence_number':5,"
                    + "'item_id':'msg_1_0','output_index':0,'content_index':0,"
                    + "'text':'Hello there.','logprobs':[]}"),
            json(
                "{'type':'response.content_part.done','sequence_number':6,"
                    + "'item_id':'msg_1_0','output_index':0,'content_index':0,'part':"
                    + "{'type':'output_text','text':'Hello there.','annotations':[]}}"),
            json(
                "{'type':'response.output_item.done','sequence_number':7,'output_index':0,"
                    + "'item':{'type':'message','id':'msg_1_0','status':'completed',"
                    + "'role':'assistant','content':[{'type':'output_text',"
                    + "'text':'Hello there.','annotations':[]}]}}")),
        events.subList(2, 8).stream().map(event -> json(event.toString())).toList());
  }

  @Test
  void writer_argumentsInTurns_staysWithEachCall() {
    List<ObjectNode> events =
        written(
            List.of(
                new Delta.Start("a", "m"),
                new Delta.Call(0, "x", "f"),
                new Delta.Call(1, "y", "g"),
                new Delta.Arguments(1, "[2"),
                new Delta.Arguments(0, "[1]"),
                new Delta.Arguments(1, "]"),
                new Delta.End(Finish.TOOLS, Optional.empty()),
                new Delta.Usage(Sample.SPENT),
                new Delta.Usage(Sample.SPENT)));
    List<Part> calls =
        List.of(new Part.ToolCall("x", "f", "[1]"), new Part.ToolCall("y", "g", "[2]"));
    assertEquals(calls, heard(DIALECT.reader(), events).parts());
    assertEquals(calls, DIALECT.read(DIALECT.join(List.copyOf(events))).parts());
    assertEquals(1, events.stream().filter(DIALECT::isLast).count());
  }

  @Property(tries = 1000)
  void join_ofWhatWasSplit_isTheAnswer(@ForAll long seed) {
    ObjectNode answer = new RandomResponse(seed).answer();
    ObjectNode before = answer.deepCopy();
    List<JsonNode> events = DIALECT.split(answer, json("{}"));
    assertEquals(before, DIALECT.join(events));
    assertEquals(before, answer);
    assertEquals(DIALECT.read(answer), heard(DIALECT.reader(), events));
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i, events.get(i).path("sequence_number").asInt());
    }
  }

  @Test
  void reader_serversThatTellOnlyTheEnd_areUnderstood() {
    List<JsonNode> events =
        List.of(
            json("{'type':'response.output_item.added','item':{'type':'reasoning'}}"),
            json(
                "{'type':'response.output_item.done','item':{'type':'reasoning',"
                    + "'encrypted_content':'s'}}"),
            json(
                "{'type':'response.output_item.added','output_index':1,'item':{"
                    + "'type':'function_call','call_id':'x','name':'f','arguments':''}}"),
            json(
                "{'type':'response.output_item.done','output_index':1,'item':{"
                    + "'type':'function_call','call_id':'x','name':'f','arguments':'{}'}}"),
            json("{'type':'response.completed','response':{'id':'r','status':'completed'}}"));
    assertEquals(
        List.of(new Part.Thought("", Optional.of("s"), true), new Part.ToolCall("x", "f", "{}")),
        heard(DIALECT.reader(), events).parts());
  }

  @Test
  void reader_failure_isMalformed() {
    for (String event :
        List.of(
            "{'type':'error','code':'server_error','message':'m'}",
            "{'type':'response.failed','response':{'status':'failed'}}",
            "{'type':'response.completed','response':{'status':'failed'}}",
            "{'type':'response.function_call_arguments.delta','delta':'a'}",
            "{}",
            "7")) {
      assertThrows(
          MalformedAnswerException.class,
          () -> heard(DIALECT.reader(), List.of(Sample.value(event))),
          event);
    }
  }

  @Test
  void join_withoutAnEnd_isMalformed() {
    assertThrows(MalformedAnswerException.class, () -> DIALECT.join(List.of()));
  }

  @Test
  void isLast_endsOfAStream_areKnown() {
    assertTrue(DIALECT.isLast(json("{'type':'response.completed'}")));
    assertTrue(DIALECT.isLast(json("{'type':'response.incomplete'}")));
    assertTrue(DIALECT.isLast(json("{'type':'response.failed'}")));
    assertFalse(DIALECT.isLast(json("{'type':'response.output_text.done'}")));
  }

  @Test
  void frames_ofEvents_areServerSentEvents() {
    assertEquals("event: a.b\ndata: {\"type\":\"a.b\"}\n\n", utf8(json("{'type':'a.b'}")));
    assertEquals("data: {\"type\":\"a\\nb\"}\n\n", utf8(json("{'type':'a\\nb'}")));
    assertEquals(0, DIALECT.done().length);
    assertEquals(
        "event: error\ndata: {\"type\":\"error\",\"sequence_number\":0,\"code\":\"GONE\","
            + "\"message\":\"It is gone.\",\"param\":null}\n\n",
        new String(DIALECT.failure("GONE", "It is gone."), StandardCharsets.UTF_8));
  }

  private static String utf8(JsonNode event) {
    return new String(DIALECT.event(event), StandardCharsets.UTF_8);
  }
}
