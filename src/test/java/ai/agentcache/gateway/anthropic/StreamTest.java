package ai.agentcache.gateway.anthropic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Spent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The events of a stream, one by one. */
class StreamTest {

  private static final MessagesDialect DIALECT = new MessagesDialect();
  private static final Delta END = new Delta.End(Finish.TOOLS, Optional.empty());

  private final Function<Delta, List<ObjectNode>> writer = DIALECT.writer(Jsons.object("{}"));
  private final Function<JsonNode, List<Delta>> reader = DIALECT.reader();

  /** The events of a delta, in short: type, index, and what is new. */
  private List<String> write(Delta delta) {
    List<String> events = new ArrayList<>();
    for (ObjectNode event : writer.apply(delta)) {
      String block = event.path("content_block").path("type").asText();
      JsonNode told = event.path("delta");
      String more =
          told.path("text").asText()
              + told.path("thinking").asText()
              + told.path("signature").asText()
              + told.path("partial_json").asText()
              + told.path("stop_reason").asText();
      String type = event.path("type").asText().replace("content_block_", "");
      events.add((type + " " + event.path("index").asText() + " " + block + more).trim());
    }
    return events;
  }

  @Test
  void writer_thoughtTextAndCall_areBlocksInOrderAtOnce() {
    assertEquals(List.of("message_start"), write(new Delta.Start("i", "m")));
    assertEquals(
        List.of("start 0 thinking", "delta 0 hm"),
        write(new Delta.Thought("hm", Optional.empty(), false)));
    assertEquals(
        List.of("delta 0 sig", "stop 0"), write(new Delta.Thought("", Optional.of("sig"), false)));
    assertEquals(List.of("start 1 text", "delta 1 Hel"), write(new Delta.Text("Hel")));
    assertEquals(List.of("delta 1 lo"), write(new Delta.Text("lo")));
    assertEquals(List.of("stop 1", "start 2 tool_use"), write(new Delta.Call(0, "call_1", "f")));
    assertEquals(List.of("delta 2 {"), write(new Delta.Arguments(0, "{")));
    assertEquals(List.of("delta 2 }"), write(new Delta.Arguments(0, "}")));
    assertEquals(List.of("stop 2"), write(END));
    assertEquals(
        List.of("message_delta  tool_use", "message_stop"), write(new Delta.Usage(Spent.of(3, 4))));
  }

  @Test
  void writer_callsOneAfterTheOther_doNotWait() {
    write(new Delta.Call(0, "a", "f"));
    write(new Delta.Arguments(0, "{\"x\":\"}\\\"\"}"));
    assertEquals(List.of("stop 0", "start 1 tool_use"), write(new Delta.Call(1, "b", "g")));
    assertEquals(List.of("delta 1 {}"), write(new Delta.Arguments(1, "{}")));
    assertEquals(List.of("stop 1", "start 2 text", "delta 2 ok"), write(new Delta.Text("ok")));
  }

  @Test
  void writer_callsInTurns_areToldOneAfterTheOther() {
    assertEquals(List.of("start 0 tool_use"), write(new Delta.Call(0, "a", "f")));
    assertEquals(List.of(), write(new Delta.Call(1, "b", "g")));
    assertEquals(List.of("delta 0 {"), write(new Delta.Arguments(0, "{")));
    assertEquals(List.of(), write(new Delta.Arguments(1, "{\"b\":")));
    assertEquals(
        List.of("delta 0 }", "stop 0", "start 1 tool_use", "delta 1 {\"b\":"),
        write(new Delta.Arguments(0, "}")));
    assertEquals(List.of("delta 1 1}"), write(new Delta.Arguments(1, "1}")));
    assertEquals(List.of(), write(new Delta.Arguments(0, " ")));
    assertEquals(List.of("stop 1"), write(END));
  }

  @Test
  void writer_callsWithoutArguments_areToldAtTheEnd() {
    write(new Delta.Call(0, "a", "f"));
    write(new Delta.Call(1, "b", "g"));
    write(new Delta.Call(2, "c", "h"));
    assertEquals(
        List.of("stop 0", "start 1 tool_use", "stop 1", "start 2 tool_use", "stop 2"), write(END));
  }

  @Test
  void writer_argumentsOfACallThatHasEnded_areMalformed() {
    write(new Delta.Call(0, "a", "f"));
    write(new Delta.Arguments(0, "{}"));
    write(new Delta.Text("x"));
    assertThrows(MalformedAnswerException.class, () -> write(new Delta.Arguments(0, "{}")));
  }

  @Test
  void writer_usageBeforeTheEnd_doesNotEndIt() {
    assertEquals(List.of(), write(new Delta.Usage(Spent.of(3, 1))));
    assertEquals(List.of(), write(END));
    assertEquals(2, write(new Delta.Usage(Spent.of(3, 4))).size());
    assertEquals(List.of(), write(new Delta.Usage(Spent.of(3, 5))));
  }

  private List<Delta> read(String event) {
    return reader.apply(Jsons.object(event));
  }

  @Test
  void reader_streamOfAProvider_isHeardEventByEvent() {
    assertEquals(
        List.of(new Delta.Start("msg_1", "m"), new Delta.Usage(new Spent(12, 1, 2, 0, 0))),
        read(
            "{'type':'message_start','message':{'id':'msg_1','type':'message','model':'m',"
                + "'content':[],'stop_reason':null,'usage':{'input_tokens':10,"
                + "'cache_read_input_tokens':2,'output_tokens':1}}}"));
    assertEquals(List.of(), read("{'type':'ping'}"));
    assertEquals(
        List.of(),
        read(
            "{'type':'content_block_start','index':0,"
                + "'content_block':{'type':'text','text':''}}"));
    assertEquals(
        List.of(new Delta.Text("Hi")),
        read(
            "{'type':'content_block_delta','index':0,"
                + "'delta':{'type':'text_delta','text':'Hi'}}"));
    assertEquals(
        List.of(),
        read(
            "{'type':'content_block_delta','index':0,"
                + "'delta':{'type':'citations_delta','citation':{}}}"));
    assertEquals(List.of(), read("{'type':'content_block_stop','index':0}"));
    assertEquals(
        List.of(new Delta.Call(0, "toolu_1", "f")),
        read(
            "{'type':'content_block_start','index':1,'content_block':"
                + "{'type':'tool_use','id':'toolu_1','name':'f','input':{}}}"));
    assertEquals(
        List.of(new Delta.Arguments(0, "{}")), read("{'type':'content_block_stop','index':1}"));
    assertEquals(
        List.of(
            new Delta.End(Finish.TOOLS, Optional.empty()),
            new Delta.Usage(new Spent(12, 9, 2, 0, 0))),
        read(
            "{'type':'message_delta','delta':{'stop_reason':'tool_use','stop_sequence':null},"
                + "'usage':{'output_tokens':9}}"));
    assertEquals(List.of(), read("{'type':'message_stop'}"));
  }

  @Test
  void join_streamOfAProvider_hasEverythingInIt() {
    List<JsonNode> events =
        List.of(
            Jsons.object(
                "{'type':'message_start','message':{'id':'msg_1','type':'message','content':[],"
                    + "'stop_reason':null,'usage':{'input_tokens':10,'output_tokens':1}}}"),
            Jsons.object(
                "{'type':'content_block_start','index':0,"
                    + "'content_block':{'type':'text','text':''}}"),
            Jsons.object(
                "{'type':'content_block_delta','index':0,"
                    + "'delta':{'type':'text_delta','text':'Hi'}}"),
            Jsons.object(
                "{'type':'content_block_delta','index':0,"
                    + "'delta':{'type':'citations_delta','citation':{'a':1}}}"),
            Jsons.object(
                "{'type':'content_block_delta','index':0,'delta':"
                    + "{'type':'later_delta','text':' you','tone':'warm','level':2}}"),
            Jsons.object("{'type':'content_block_stop','index':0}"),
            Jsons.object(
                "{'type':'message_delta','delta':{'stop_reason':'end_turn','container':{'id':1}},"
                    + "'usage':{'output_tokens':9,'x':2},'context_management':{'edits':[]}}"),
            Jsons.object("{'type':'message_stop'}"));
    assertEquals(
        Jsons.object(
            "{'id':'msg_1','type':'message','content':[{'type':'text','text':'Hi you',"
                + "'citations':[{'a':1}],'tone':'warm','level':2}],"
                + "'stop_reason':'end_turn','container':{'id':1},"
                + "'usage':{'input_tokens':10,'output_tokens':9,'x':2},"
                + "'context_management':{'edits':[]}}"),
        DIALECT.join(events));
  }

  @Test
  void split_longText_comesInPiecesThatCutNoCharacter() {
    String text = "\ud83d\ude00".repeat(300) + " word".repeat(50);
    ObjectNode answer = Jsons.object(Answers.FULL);
    answer.putArray("content").addObject().put("type", "text").put("text", text);
    List<JsonNode> events = DIALECT.split(answer, answer);
    assertTrue(events.size() > 20);
    for (JsonNode event : events) {
      assertTrue(DIALECT.event(event).length < 1000);
      assertEquals(event, Jsons.sent(event));
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void event_anyEvent_isNamedByItsType() {
    assertEquals(
        "event: ping\ndata: {\"type\":\"ping\"}\n\n",
        text(DIALECT.event(Jsons.object("{'type':'ping'}"))));
    assertTrue(
        text(DIALECT.event(Jsons.object("{'type':'a\\nb'}"))).startsWith("event: message\ndata:"));
    assertArrayEquals(new byte[0], DIALECT.done());
  }

  @Test
  void failure_anyCode_isAnErrorEvent() {
    assertEquals(
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\","
            + "\"message\":\"broke\",\"code\":\"UPSTREAM\"}}\n\n",
        text(DIALECT.failure("UPSTREAM", "broke")));
    assertTrue(text(DIALECT.failure("OVERLOADED", "x")).contains("overloaded_error"));
    assertTrue(text(DIALECT.failure("UPSTREAM_TIMEOUT", "x")).contains("timeout_error"));
  }
}
