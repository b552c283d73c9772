package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.completion;
import static ai.agentcache.gateway.openai.Sample.heard;
import static ai.agentcache.gateway.openai.Sample.json;
import static ai.agentcache.gateway.openai.Sample.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.chat.Transcript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatStreamTest {

  private static final ChatDialect DIALECT = new ChatDialect(() -> Sample.NOW);
  private static final ObjectNode WITH_USAGE =
      json("{'stream':true,'stream_options':{'include_usage':true}}");

  /** Answers that chat completions can say without loss. */
  static final List<Completion> ANSWERS =
      List.of(
          completion("chatcmpl-1", Finish.STOP, text("Hello there.")),
          completion("chatcmpl-2", Finish.LENGTH, text("Hello the")),
          completion("chatcmpl-3", Finish.FILTER),
          completion("chatcmpl-4", Finish.REFUSAL, new Part.Refusal("I will not.")),
          completion(
              "chatcmpl-5",
              Finish.TOOLS,
              new Part.Thought("let me see", Optional.empty(), false),
              text("I look it up."),
              new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\"}"),
              new Part.ToolCall("call_2", "time", "")),
          completion("chatcmpl-6", Finish.STOP, text("Look:"), image()),
          new Completion(
              "chatcmpl-7",
              "model-1",
              List.of(text("a")),
              Finish.STOP,
              Optional.of("END"),
              new Spent(10, 20, 3, 4, 5)));

  private static Part image() {
    return new Part.Media(
        Part.Media.Kind.IMAGE,
        Optional.of("image/png"),
        Optional.of("YQ=="),
        Optional.empty(),
        Optional.empty());
  }

  private static List<ObjectNode> written(Completion answer, ObjectNode body) {
    Function<Delta, List<ObjectNode>> writer = DIALECT.writer(body);
    List<ObjectNode> events = new ArrayList<>();
    Transcript.deltas(answer).forEach(delta -> events.addAll(writer.apply(delta)));
    return events;
  }

  private static Completion hear(String... events) {
    List<JsonNode> chunks = new ArrayList<>();
    for (String event : events) {
      chunks.add(json(event));
    }
    return heard(DIALECT.reader(), chunks);
  }

  private static String delta(String delta) {
    return "{'id':'a','model':'m','choices':[{'index':0,'delta':" + delta + "}]}";
  }

  private static final String END =
      "{'id':'a','model':'m','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}";

  @Test
  void reader_ofWhatTheWriterWrote_givesTheSameAnswer() {
    for (Completion answer : ANSWERS) {
      assertEquals(answer, heard(DIALECT.reader(), written(answer, WITH_USAGE)));
    }
  }

  @Test
  void join_ofWhatTheWriterWrote_readsAsTheSameAnswer() {
    for (Completion answer : ANSWERS) {
      assertEquals(answer, DIALECT.read(DIALECT.join(List.copyOf(written(answer, WITH_USAGE)))));
    }
  }

  private static String choice(int index, String finish) {
    return "{'id':'a','model':'m','choices':[{'index':%d,'delta':{},'finish_reason':%s}]}"
        .formatted(index, finish.isEmpty() ? "null" : "'" + finish + "'");
  }

  @Test
  void reader_severalChoices_areWholeIfAllAre() {
    assertEquals(Finish.STOP, hear(choice(0, "stop"), choice(1, "stop")).finish());
    assertEquals(Finish.STOP, hear(choice(1, "stop"), choice(0, "stop")).finish());
    assertEquals(Finish.LENGTH, hear(choice(0, "stop"), choice(1, "length")).finish());
    assertEquals(Finish.FILTER, hear(choice(1, "content_filter"), choice(0, "stop")).finish());
    assertEquals(Finish.LENGTH, hear(choice(0, "length"), choice(1, "stop")).finish());
    assertEquals(
        Finish.LENGTH,
        hear(choice(0, ""), choice(1, ""), choice(0, "stop")).finish(),
        "one never ended");
    assertEquals(
        Finish.STOP,
        hear(choice(0, "stop"), choice(1, ""), choice(1, "stop"), choice(1, "")).finish());
  }

  @Test
  void reader_streamOfOpenAi_givesTheAnswer() {
    assertEquals(
        new Completion(
            "chatcmpl-1",
            "gpt-4o",
            List.of(text("Hello!"), new Part.ToolCall("call_1", "f", "{\"a\":1}")),
            Finish.TOOLS,
            Optional.empty(),
            Spent.of(9, 12)),
        hear(
            "{'id':'chatcmpl-1','object':'chat.completion.chunk','created':1,'model':'gpt-4o',"
                + "'choices':[{'index':0,'delta':{'role':'assistant','content':'','refusal':null},"
                + "'logprobs':null,'finish_reason':null}],'usage':null,'obfuscation':'x'}",
            delta("{'content':'Hel'}"),
            delta("{'content':'lo!'}"),
            delta(
                "{'tool_calls':[{'index':0,'id':'call_1','type':'function','function':"
                    + "{'name':'f','arguments':''}}]}"),
            delta("{'tool_calls':[{'index':0,'function':{'arguments':'{\\'a\\''}}]}"),
            delta("{'tool_calls':[{'index':0,'function':{'arguments':':1}'}}]}"),
            "{'id':'chatcmpl-1','model':'gpt-4o','choices':[{'index':0,'delta':{},"
                + "'finish_reason':'tool_calls'}]}",
            "{'id':'chatcmpl-1','model':'gpt-4o','choices':[],'usage':{'prompt_tokens':9,"
                + "'completion_tokens':12,'total_tokens':21}}"));
  }

  @Test
  void reader_callsWithoutIndexOrAllOfTheSame_keepsThemApart() {
    List<Part> calls =
        List.of(new Part.ToolCall("x", "f", "{}"), new Part.ToolCall("y", "f", "[1]"));
    assertEquals(
        calls,
        hear(
                delta("{'tool_calls':[{'id':'x','function':{'name':'f','arguments':'{}'}}]}"),
                delta("{'tool_calls':[{'id':'y','function':{'name':'f','arguments':'[1'}}]}"),
                delta("{'tool_calls':[{'function':{'arguments':']'}}]}"),
                END)
            .parts());
    assertEquals(
        calls,
        hear(
                delta(
                    "{'tool_calls':[{'index':0,'id':'x','function':{'name':'f','arguments':'{}'}},"
                        + "{'index':0,'id':'y','function':{'name':'f','arguments':'[1]'}}]}"),
                END)
            .parts());
  }

  @Test
  void reader_callsThatRepeatThemselves_areOne() {
    assertEquals(
        List.of(new Part.ToolCall("x", "f", "[12]")),
        hear(
                delta("{'tool_calls':[{'index':0,'id':'x','function':{'name':'f'}}]}"),
                delta(
                    "{'tool_calls':[{'index':0,'id':'x','function':{'name':'f','arguments':"
                        + "'[1'}}]}"),
                delta("{'tool_calls':[{'index':0,'id':'z','function':{'arguments':'2]'}}]}"),
                END)
            .parts());
  }

  @Test
  void reader_callOfACustomTool_hasItsInput() {
    assertEquals(
        List.of(new Part.ToolCall("x", "sh", "ls -l")),
        hear(
                delta(
                    "{'tool_calls':[{'index':0,'id':'x','type':'custom','custom':{'name':'sh',"
                        + "'input':'ls'}}]}"),
                delta("{'tool_calls':[{'index':0,'custom':{'input':' -l'}}]}"),
                END)
            .parts());
  }

  @Test
  void reader_compatibleServers_areUnderstood() {
    Completion answer =
        hear(
            "{'choices':[],'prompt_filter_results':[]}",
            delta("{'role':'assistant','content':null,'reasoning_content':'hm'}"),
            delta("{'reasoning':', well'}"),
            delta("{'content':'a'}"),
            "{'choices':[{'index':1,'delta':{'content':'other'}}]}",
            "{'choices':[{'index':0,'delta':{'content':''},'finish_reason':'stop'}],"
                + "'usage':{'prompt_tokens':1,'completion_tokens':2}}",
            delta("{'content':'late'}"));
    assertEquals(
        List.of(new Part.Thought("hm, well", Optional.empty(), false), text("a")), answer.parts());
    assertEquals(Spent.of(1, 2), answer.usage());
  }

  @Test
  void reader_errorOrNonsense_isMalformed() {
    for (String event :
        List.of(
            "{'error':{'message':'overloaded'}}",
            "{}",
            "{'choices':7}",
            delta("5"),
            delta("{'content':7}"),
            delta("{'tool_calls':[{'index':0}]}"),
            delta("{'tool_calls':[{'index':0,'function':{'arguments':'a'}}]}"))) {
      assertThrows(MalformedAnswerException.class, () -> hear(event), event);
    }
  }

  @Test
  void writer_answer_isWrittenAsOpenAiStreamsIt() {
    String head =
        "{'id':'chatcmpl-5','object':'chat.completion.chunk','created':1760000000,"
            + "'model':'model-1','choices':[";
    List<String> deltas =
        List.of(
            "{'role':'assistant','content':''}",
            "{'reasoning_content':'let me see'}",
            "{'content':'I look it up.'}",
            "{'tool_calls':[{'index':0,'id':'call_1','type':'function','function':"
                + "{'name':'weather','arguments':''}}]}",
            "{'tool_calls':[{'index':0,'function':{'arguments':'{\\'city\\':\\'Rome\\'}'}}]}",
            "{'tool_calls':[{'index':1,'id':'call_2','type':'function','function':"
                + "{'name':'time','arguments':''}}]}",
            "{'tool_calls':[{'index':1,'function':{'arguments':''}}]}");
    List<JsonNode> expected = new ArrayList<>();
    deltas.forEach(
        delta ->
            expected.add(json(head + "{'index':0,'delta':" + delta + ",'finish_reason':null}]}")));
    expected.add(json(head + "{'index':0,'delta':{},'finish_reason':'tool_calls'}]}"));
    assertEquals(
        expected,
        written(ANSWERS.get(4), json("{}")).stream().map(event -> json(event.toString())).toList());
  }

  @Test
  void writer_usage_isToldOnceAndLast() {
    Function<Delta, List<ObjectNode>> writer = DIALECT.writer(WITH_USAGE);
    assertEquals(1, writer.apply(new Delta.Start("a", "m")).size());
    assertEquals(List.of(), writer.apply(new Delta.Usage(Spent.of(5, 0))));
    assertEquals(1, writer.apply(new Delta.End(Finish.STOP, Optional.empty())).size());
    assertEquals(
        7, writer.apply(new Delta.Usage(Spent.of(5, 2))).get(0).at("/usage/total_tokens").asInt());
    assertEquals(List.of(), writer.apply(new Delta.Usage(Spent.of(5, 2))));
  }

  @Test
  void frames_ofEvents_areServerSentEvents() {
    assertEquals("data: {\"a\":1}\n\n", utf8(DIALECT.event(json("{'a':1}"))));
    assertEquals("data: [DONE]\n\n", utf8(DIALECT.done()));
    assertEquals(
        "data: {\"error\":{\"message\":\"It is gone.\",\"type\":\"server_error\","
            + "\"param\":null,\"code\":\"UPSTREAM_FAILED\"}}\n\n",
        utf8(DIALECT.failure("UPSTREAM_FAILED", "It is gone.")));
    assertFalse(DIALECT.isLast(json("{'choices':[],'usage':{}}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"choices\":[{}],\"x\":1.50} | {\"choices\":[{}],\"x\":1.50}",
        "{\"choices\":[{}],\"usage\" : null} | {\"choices\":[{}],\"usage\" : null}",
        "{\"choices\":[{}],\"usage\" : {}} | {\"choices\":[{}],\"usage\":{}}",
        "{\"choices\":[],\"usage\":{\"total_tokens\":1}} | ``",
        "{\"choices\":~[{}]} | {\"choices\":[{}]}",
      })
  void relay_ofAnEvent_isItsTextUnlessItIsNotWanted(String event, String sent) {
    byte[] raw = event.replace('~', '\n').getBytes(StandardCharsets.UTF_8);
    String relayed = utf8(DIALECT.relay(raw, json("{'stream':true}")));
    assertEquals(sent.isEmpty() ? "" : "data: " + sent + "\n\n", relayed);
  }

  @Test
  void relay_ofTheUsage_isSentToWhoAskedForIt() {
    byte[] usage = "{\"choices\":[],\"usage\":{}}".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "data: {\"choices\":[],\"usage\":{}}\n\n",
        utf8(DIALECT.relay(usage, json("{'stream_options':{'include_usage':true}}"))));
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
