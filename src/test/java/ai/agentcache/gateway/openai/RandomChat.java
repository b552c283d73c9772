package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Whole chat completions of all shapes, with fields that nobody knows at every level. */
final class RandomChat {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "Hello",
          "The quick brown fox jumps over the lazy dog, and then it sleeps.",
          "Zwölf Boxkämpfer\n\n jagen 🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊",
          "x".repeat(5_000),
          "{\"city\": \"Rome\", \"days\": [1, 2, 3]}");

  private final Random random;

  RandomChat(long seed) {
    this.random = new Random(seed);
  }

  ObjectNode answer() {
    ObjectNode answer = Json.object();
    answer.put("id", "chatcmpl-" + random.nextInt()).put("object", "chat.completion");
    answer.put("created", random.nextInt(2_000_000_000)).put("model", "model-1");
    ArrayNode choices = answer.putArray("choices");
    for (int i = random.nextInt(3); i >= 0; i--) {
      choices.add(choice(choices.size()));
    }
    answer.set("usage", Spending.CHAT.write(Sample.SPENT));
    if (random.nextBoolean()) {
      answer.put("system_fingerprint", "fp_1").putNull("service_tier");
    }
    decorate(answer);
    return answer;
  }

  private ObjectNode choice(int index) {
    ObjectNode choice = Json.object().put("index", index);
    ObjectNode message = message();
    choice.set("message", message);
    choice.put("finish_reason", random.nextBoolean() ? "stop" : "length");
    logprobs(choice, message.path("content").asText(""));
    decorate(choice);
    return choice;
  }

  private ObjectNode message() {
    ObjectNode message = Json.object().put("role", "assistant");
    texts(message, "content");
    texts(message, "refusal");
    texts(message, "reasoning_content");
    if (random.nextInt(3) == 0) {
      ArrayNode calls = message.putArray("tool_calls");
      for (int i = random.nextInt(4); i > 0; i--) {
        calls.add(call(i));
      }
    }
    if (random.nextInt(4) == 0) {
      message.putArray("annotations").addObject().put("index", 3).put("url", "u");
    }
    decorate(message);
    return message;
  }

  private void texts(ObjectNode message, String name) {
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> message.putNull(name);
      default -> message.put(name, text());
    }
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private ObjectNode call(int number) {
    ObjectNode call = Json.object().put("id", "call_" + number).put("type", "function");
    ObjectNode function = call.putObject("function").put("name", "weather");
    function.put("arguments", text());
    decorate(function);
    decorate(call);
    return call;
  }

  private void logprobs(ObjectNode choice, String text) {
    switch (random.nextInt(4)) {
      case 0 -> choice.putNull("logprobs");
      case 1 -> {
        ObjectNode logprobs = choice.putObject("logprobs");
        ArrayNode tokens = logprobs.putArray("content");
        Words.of(text).forEach(word -> tokens.addObject().put("token", word).put("logprob", -1));
        logprobs.putNull("refusal");
        decorate(logprobs);
      }
      case 2 -> choice.putObject("logprobs").putArray("content").addObject().put("token", "else");
      default -> {}
    }
  }

  /** Adds fields of unknown names. */
  private void decorate(ObjectNode object) {
    for (int i = random.nextInt(3); i > 0; i--) {
      object.set("unknown_" + random.nextInt(5), unknown(2));
    }
  }

  private JsonNode unknown(int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(true);
      case 2 -> nodes.numberNode(random.nextInt());
      case 3 -> nodes.numberNode(new BigDecimal("1.100"));
      case 4 -> nodes.textNode(text());
      case 5 -> nodes.arrayNode();
      case 6 -> nodes.arrayNode().add(unknown(depth - 1)).add(unknown(depth - 1));
      default -> {
        ObjectNode object = Json.object();
        object.set("id", unknown(depth - 1));
        object.set("name", nodes.textNode(""));
        object.set("other", unknown(depth - 1));
        yield object;
      }
    };
  }
}
