package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Whole responses of all shapes, with items and fields that nobody knows. */
final class RandomResponse {

  private static final List<String> TEXTS =
      List.of("Hi", "The quick brown fox jumps over the lazy dog.", "🦊 ".repeat(40), "{\"a\": 1}");

  private final Random random;

  RandomResponse(long seed) {
    this.random = new Random(seed);
  }

  ObjectNode answer() {
    ObjectNode answer = ResponsesAnswerWriter.response("resp_1", "model-1", Sample.NOW);
    if (random.nextInt(4) == 0) {
      answer.put("status", "incomplete");
      answer.putObject("incomplete_details").put("reason", "max_output_tokens");
    } else {
      answer.put("status", "completed");
    }
    ArrayNode output = answer.withArray("output");
    String before = "";
    for (int i = random.nextInt(5); i > 0; i--) {
      ObjectNode item = item(output.size());
      // Two messages or thoughts in a row are one to whoever hears them.
      if (!item.path("type").asText().equals(before) || before.equals("function_call")) {
        output.add(item);
        String type = item.path("type").asText();
        before = type.equals("web_search_call") ? before : type;
      }
    }
    answer.set("usage", Spending.RESPONSES.write(Sample.SPENT));
    answer.putObject("unknown").put("a", 1.5);
    return answer;
  }

  private ObjectNode item(int at) {
    ObjectNode item = Json.object();
    return switch (random.nextInt(5)) {
      case 0 -> reasoning(item.put("type", "reasoning").put("id", "rs_" + at));
      case 1 -> {
        item.put("type", "function_call").put("id", "fc_" + at).put("status", "completed");
        yield item.put("call_id", "call_" + at).put("name", "f").put("arguments", text());
      }
      case 2 -> {
        item.put("type", "web_search_call").put("id", "ws_" + at);
        item.putObject("action").put("query", text());
        yield item;
      }
      default -> message(item.put("type", "message").put("id", "msg_" + at));
    };
  }

  private ObjectNode message(ObjectNode item) {
    item.put("status", "completed").put("role", "assistant");
    ArrayNode content = item.putArray("content");
    if (random.nextInt(4) > 0) {
      ObjectNode part = content.addObject().put("type", "output_text").put("text", text());
      part.putArray("annotations").addObject().put("type", "url_citation").put("url", "u");
      part.put("unknown", true);
    }
    if (content.isEmpty() || random.nextInt(4) == 0) {
      content.addObject().put("type", "refusal").put("refusal", text());
    }
    return item;
  }

  private ObjectNode reasoning(ObjectNode item) {
    ArrayNode summary = item.putArray("summary");
    boolean sealed = random.nextBoolean();
    for (int i = sealed ? random.nextInt(3) : 1; i > 0; i--) {
      summary.addObject().put("type", "summary_text").put("text", text());
    }
    if (sealed) {
      item.put("encrypted_content", "gAAA");
    }
    return item;
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
