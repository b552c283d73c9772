package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SseReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The chunks of a replay, after a look at the framing. */
  private static List<JsonNode> chunks(String response) throws IOException {
    String stream = new String(SseReplay.of(Entries.of(response)), StandardCharsets.UTF_8);
    assertTrue(stream.endsWith("data: [DONE]\n\n"), stream);
    List<JsonNode> chunks = new ArrayList<>();
    for (String event : stream.substring(0, stream.length() - 16).split("\n\n", -1)) {
      assertTrue(event.startsWith("data: "), event);
      assertFalse(event.contains("\n"), event);
      JsonNode chunk = JSON.readTree(event.substring(6));
      assertEquals("chat.completion.chunk", chunk.get("object").asText());
      chunks.add(chunk);
    }
    return chunks;
  }

  private static String joined(List<JsonNode> chunks, int choice, String field) {
    StringBuilder text = new StringBuilder();
    for (JsonNode chunk : chunks) {
      for (JsonNode part : chunk.get("choices")) {
        if (part.get("index").asInt() == choice) {
          text.append(part.get("delta").path(field).asText(""));
        }
      }
    }
    return text.toString();
  }

  private static String finish(List<JsonNode> chunks, int choice) {
    String reason = "";
    for (JsonNode chunk : chunks) {
      JsonNode part = chunk.get("choices").path(0);
      if (part.path("index").asInt(-1) == choice && !part.get("finish_reason").isNull()) {
        assertEquals("", reason, "finished twice");
        reason = part.get("finish_reason").asText();
      }
    }
    return reason;
  }

  @Test
  void of_string_streamsItsText() throws IOException {
    String text = "Hello, \"w\u00f6rld\" \ud83d\ude00!\n\nBye now.";
    List<JsonNode> chunks = chunks(JSON.writeValueAsString(text));
    assertEquals(text, joined(chunks, 0, "content"));
    assertEquals("stop", finish(chunks, 0));
    assertEquals("assistant", chunks.get(0).at("/choices/0/delta/role").asText());
    assertEquals("llama3:8b", chunks.get(0).get("model").asText());
    assertEquals(Entries.STORED_AT / 1_000_000, chunks.get(0).get("created").asLong());
    assertTrue(chunks.size() > 6, "in pieces");
    JsonNode usage = chunks.get(chunks.size() - 1);
    assertEquals(0, usage.get("choices").size());
    assertEquals(150, usage.at("/usage/total_tokens").asInt());
  }

  @Test
  void of_openAiCompletion_keepsItsChoices() throws IOException {
    List<JsonNode> chunks =
        chunks(
            """
            {"id":"chatcmpl-7","object":"chat.completion","created":1700000000,"model":"gpt-4o",
             "choices":[
              {"index":0,"message":{"role":"assistant","content":"One two three",
               "reasoning_content":"hm hm"},"finish_reason":"length"},
              {"index":1,"message":{"role":"assistant","content":null,"tool_calls":[
               {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\n}"}},
               {"id":"c2","type":"function",
                "function":{"name":"g","arguments":"{}"}}]},"finish_reason":"tool_calls"}],
             "usage":{"prompt_tokens":5,
              "completion_tokens":7,"total_tokens":12,"x":{"y":1}}}
            """);
    assertEquals("One two three", joined(chunks, 0, "content"));
    assertEquals("hm hm", joined(chunks, 0, "reasoning_content"));
    assertEquals("", joined(chunks, 1, "content"));
    assertEquals("length", finish(chunks, 0));
    assertEquals("tool_calls", finish(chunks, 1));
    assertEquals("chatcmpl-7", chunks.get(0).get("id").asText());
    assertEquals("gpt-4o", chunks.get(0).get("model").asText());
    assertEquals(1_700_000_000, chunks.get(0).get("created").asLong());
    List<JsonNode> calls = new ArrayList<>();
    chunks.forEach(c -> c.at("/choices/0/delta/tool_calls").forEach(calls::add));
    assertEquals(2, calls.size());
    assertEquals(1, calls.get(1).get("index").asInt());
    assertEquals("{\n}", calls.get(0).at("/function/arguments").asText());
    assertEquals(1, chunks.get(chunks.size() - 1).at("/usage/x/y").asInt());
  }

  @Test
  void of_anthropicMessage_streamsItsBlocks() throws IOException {
    List<JsonNode> chunks =
        chunks(
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[
              {"type":"thinking","thinking":"secret"},{"type":"text","text":"Hello "},
              {"type":"text","text":"there"},
              {"type":"tool_use","id":"t1","name":"find","input":{"q": 1.0}}],
             "stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}
            """);
    assertEquals("Hello there", joined(chunks, 0, "content"));
    assertEquals("tool_calls", finish(chunks, 0));
    JsonNode call = chunks.get(chunks.size() - 3).at("/choices/0/delta/tool_calls/0");
    assertEquals("find", call.at("/function/name").asText());
    assertEquals("{\"q\":1}", call.at("/function/arguments").asText());
    assertEquals(150, chunks.get(chunks.size() - 1).at("/usage/total_tokens").asInt());
  }

  @Test
  void of_otherJson_streamsItsOwnText() throws IOException {
    for (String json :
        new String[] {
          "{\"a\": [1,\n 2]}",
          "[]",
          "null",
          "17",
          "true",
          "\"\"",
          "{\"choices\":[]}",
          "{\"type\":\"message\",\"content\":\"x\"}",
        }) {
      String expected = json.equals("\"\"") ? "" : json;
      List<JsonNode> chunks = chunks(json);
      assertEquals(expected, joined(chunks, 0, "content"));
      assertEquals("stop", finish(chunks, 0));
    }
  }

  @Test
  void of_oddCompletions_neverBreaksTheFraming() throws IOException {
    for (String json :
        new String[] {
          "{\"choices\":[1]}",
          "{\"choices\":[{}]}",
          "{\"choices\":[{\"message\":5}]}",
          "{\"choices\":[{\"message\":{\"tool_calls\":[{},5,\"x\"]}}]}",
          "{\"id\":\"a\\nb\",\"model\":7,\"created\":1e9,\"choices\":[{\"message\":{\"content\":[]}}]}",
          "{\"type\":\"message\",\"content\":[{},5,{\"type\":\"tool_use\"}],\"stop_reason\":null}",
        }) {
      assertTrue(chunks(json).size() >= 2, json);
    }
  }

  @Property(tries = 300)
  void textPieces_ofAnyText_areTheTextAndCutNoCodePoint(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 40) int times) {
    String all = (text + "\ud83d\ude00").repeat(times * times);
    List<String> pieces = TextPieces.of(all);
    assertEquals(all, String.join("", pieces));
    assertTrue(pieces.size() <= 4096);
    for (String piece : pieces) {
      char first = piece.charAt(0);
      boolean halved =
          Character.isLowSurrogate(first) && all.codePoints().noneMatch(c -> c == first);
      assertFalse(halved, "cut before " + (int) first);
    }
  }

  @Test
  void textPieces_ofAMillionLetters_areFew() {
    assertTrue(TextPieces.of("a ".repeat(500_000)).size() <= 4096);
    assertEquals(List.of("One ", "two  ", "three"), TextPieces.of("One two  three"));
  }
}
