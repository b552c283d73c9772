package ai.agentcache.gateway.google;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompts;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.chat.Transcript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** Whole answers and streams. */
class AnswerTest {

  private static final GenerateDialect DIALECT = new GenerateDialect();

  private static final String FULL =
      """
      {'candidates':[{'index':0,'content':{'role':'model','parts':[
         {'text':'Hm.','thought':true},
         {'text':'Looking','thoughtSignature':'sigA'},
         {'inlineData':{'mimeType':'image/png','data':'aWNv'}},
         {'functionCall':{'name':'weather','args':{'city':'Rome','days':2.50}},
          'thoughtSignature':'sigB'},
         {'functionCall':{'id':'own','name':'clock'}},
         {'executableCode':{'code':'1'}}]},
        'finishReason':'STOP','safetyRatings':[]}],
       'usageMetadata':{'promptTokenCount':10,'toolUsePromptTokenCount':1,
        'candidatesTokenCount':20,'thoughtsTokenCount':5,'cachedContentTokenCount':4,
        'totalTokenCount':36},
       'modelVersion':'gemini-2.5-flash','responseId':'r1'}
      """;

  private static Completion heard(List<? extends JsonNode> events) {
    Function<JsonNode, List<Delta>> reader = DIALECT.reader();
    Transcript transcript = new Transcript();
    for (JsonNode event : events) {
      assertFalse(DIALECT.isLast(event));
      reader.apply(event).forEach(transcript::add);
    }
    return transcript.completion();
  }

  private static ObjectNode event(String parts, String more) {
    return Jsons.object(
        "{'responseId':'r','modelVersion':'m','candidates':[{'content':{'parts':["
            + parts
            + "]}"
            + more
            + "}]}");
  }

  @Test
  void read_fullAnswer_saysWhatItSays() {
    Completion completion = DIALECT.read(Jsons.object(FULL));
    String id = ((Part.ToolCall) completion.parts().get(5)).id();
    assertTrue(id.matches("call_0_[0-9a-f]{24}"), id);
    assertEquals(
        new Completion(
            "r1",
            "gemini-2.5-flash",
            List.of(
                new Part.Thought("Hm.", Optional.empty(), false),
                new Part.Text("Looking"),
                new Part.Thought("", Optional.of("google:sigA"), true),
                Prompts.image("image/png", "aWNv"),
                new Part.Thought("", Optional.of("google:sigB"), true),
                new Part.ToolCall(id, "weather", "{\"city\":\"Rome\",\"days\":2.50}"),
                new Part.ToolCall("own", "clock", "{}")),
            Finish.TOOLS,
            Optional.empty(),
            new Spent(11, 25, 4, 0, 5)),
        completion);
  }

  @Test
  void read_idsOfCalls_areTheSameAgainAndDifferElsewhere() {
    Completion completion = DIALECT.read(Jsons.object(FULL));
    assertEquals(completion, DIALECT.read(Jsons.object(FULL)));
    Completion other = DIALECT.read(Jsons.object(FULL).put("responseId", "r2"));
    assertNotEquals(completion.parts().get(5), other.parts().get(5));
  }

  @Test
  void read_reasons_areKnown() {
    Map.of(
            "STOP", Finish.STOP,
            "MAX_TOKENS", Finish.LENGTH,
            "SAFETY", Finish.FILTER,
            "RECITATION", Finish.FILTER,
            "BLOCKLIST", Finish.FILTER,
            "PROHIBITED_CONTENT", Finish.FILTER,
            "SPII", Finish.FILTER,
            "OTHER", Finish.FILTER,
            "SOMETHING_NEW", Finish.FILTER)
        .forEach(
            (reason, finish) ->
                assertEquals(
                    finish,
                    DIALECT
                        .read(event("{'text':'x'}", ",'finishReason':'" + reason + "'"))
                        .finish()));
    for (String reason : List.of("MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL")) {
      assertThrows(
          MalformedAnswerException.class,
          () -> DIALECT.read(event("", ",'finishReason':'" + reason + "'")));
    }
  }

  @Test
  void read_blockedPrompt_isFilteredAndEmpty() {
    Completion completion =
        DIALECT.read(
            Jsons.object(
                "{'promptFeedback':{'blockReason':'SAFETY'},"
                    + "'usageMetadata':{'promptTokenCount':3},'modelVersion':'m'}"));
    assertEquals(Finish.FILTER, completion.finish());
    assertEquals(List.of(), completion.parts());
    assertEquals(3, completion.usage().input());
  }

  @Test
  void read_answersThatAreNone_areMalformed() {
    for (String text :
        List.of(
            "[]",
            "{}",
            "{'error':{'code':500}}",
            "{'candidates':[]}",
            "{'candidates':{}}",
            "{'candidates':[{'content':{'parts':[{'text':'x'}]}}]}",
            "{'candidates':[{'content':[],'finishReason':'STOP'}]}",
            "{'candidates':[{'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':-1}}")) {
      assertThrows(MalformedAnswerException.class, () -> DIALECT.read(Jsons.value(text)), text);
    }
  }

  @Test
  void reader_streamOfAProvider_isHeardEventByEvent() {
    Function<JsonNode, List<Delta>> reader = DIALECT.reader();
    assertEquals(
        List.of(new Delta.Start("r", "m"), new Delta.Text("Hel")),
        reader.apply(event("{'text':'Hel'}", "")));
    assertEquals(List.of(new Delta.Text("lo")), reader.apply(event("{'text':'lo'}", "")));
    assertEquals(
        List.of(
            new Delta.Thought("", Optional.of("google:s"), true),
            new Delta.End(Finish.STOP, Optional.empty()),
            new Delta.Usage(Spent.of(1, 2))),
        reader.apply(
            event("{'text':'','thoughtSignature':'s'}", ",'finishReason':'STOP'")
                .set(
                    "usageMetadata",
                    Jsons.object("{'promptTokenCount':1,'candidatesTokenCount':2}"))));
    assertEquals(List.of(), reader.apply(event("{'text':''}", ",'finishReason':'STOP'")));
    assertThrows(MalformedAnswerException.class, () -> reader.apply(event("{'text':'more'}", "")));
  }

  @Test
  void join_streamOfAProvider_hasEverythingInIt() {
    List<JsonNode> events =
        List.of(
            event("{'text':'A','thought':true}", ",'index':0"),
            event("{'text':'B','thought':true},{'text':'C'}", ",'x':1"),
            event("{'text':'D'},{'functionCall':{'name':'f'}}", ",'x':2"),
            event("{'text':'E'}", ",'index':1"),
            event("{'text':'F','thoughtSignature':'s'}", ",'finishReason':'STOP'")
                .set("usageMetadata", Jsons.object("{'promptTokenCount':1}")));
    assertEquals(
        Jsons.object(
            """
            {'responseId':'r','modelVersion':'m','candidates':[
              {'index':0,'x':2,'finishReason':'STOP','content':{'parts':[
                {'text':'AB','thought':true},{'text':'CD'},{'functionCall':{'name':'f'}},
                {'text':'F','thoughtSignature':'s'}]}},
              {'index':1,'content':{'parts':[{'text':'E'}]}}],
             'usageMetadata':{'promptTokenCount':1}}
            """),
        Jsons.sent(DIALECT.join(events)));
    assertThrows(MalformedAnswerException.class, () -> DIALECT.join(List.of()));
  }

  /** A stream as the provider could give it, with fields nobody knows. */
  private static List<JsonNode> stream(Random random) {
    List<JsonNode> events = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      ObjectNode event = Jsons.fields(Json.object(), random, 2);
      event.put("responseId", "r").put("modelVersion", "m");
      ObjectNode candidate = event.putArray("candidates").addObject().put("index", 0);
      ArrayNode parts = candidate.putObject("content").put("role", "model").putArray("parts");
      for (int j = random.nextInt(3); j > 0; j--) {
        parts.add(part(random));
      }
      if (i == 1) {
        candidate.put("finishReason", "STOP");
      }
      event.putObject("usageMetadata").put("promptTokenCount", 5).put("candidatesTokenCount", i);
      events.add(Jsons.sent(event));
    }
    return events;
  }

  private static ObjectNode part(Random random) {
    ObjectNode part = Json.object();
    switch (random.nextInt(4)) {
      case 0 -> part.put("text", Jsons.text(random)).put("thought", random.nextBoolean());
      case 1 -> part.put("text", Jsons.text(random)).put("thoughtSignature", "s");
      case 2 -> {
        part.putObject("functionCall").put("name", "f").set("args", Jsons.object("{'a':1.0}"));
        Jsons.fields(part, random, 1);
      }
      default -> part.put("text", Jsons.text(random));
    }
    return part;
  }

  @Property(tries = 3000)
  void join_anyStream_saysWhatTheStreamSays(@ForAll long seed) {
    List<JsonNode> events = stream(new Random(seed));
    ObjectNode whole = Jsons.sent(DIALECT.join(events));
    assertEquals(heard(events), DIALECT.read(whole));
    assertEquals(whole, Jsons.sent(DIALECT.join(List.of(whole))));
  }

  @Property(tries = 10_000)
  void reader_damagedEvents_areReadOrMalformed(@ForAll long seed) {
    Random random = new Random(seed);
    List<JsonNode> events = new ArrayList<>(stream(random));
    events.add(Jsons.object(FULL));
    int at = random.nextInt(events.size());
    events.set(at, Jsons.damaged(events.get(at), random));
    tolerate(() -> heard(events));
    tolerate(() -> DIALECT.join(events));
    tolerate(() -> DIALECT.read(Jsons.damaged(Jsons.object(FULL), random)));
    tolerate(() -> DIALECT.read(Jsons.any(random, 3)));
  }

  /** Whatever is thrown but this fails the test. */
  private static void tolerate(Runnable read) {
    try {
      read.run();
    } catch (MalformedAnswerException e) {
      assertNotNull(e.getMessage());
    }
  }
}
