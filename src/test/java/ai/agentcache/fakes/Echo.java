package ai.agentcache.fakes;

import ai.agentcache.fakes.Reply.Finish;
import ai.agentcache.fakes.Reply.ToolCall;
import ai.agentcache.fakes.Reply.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The model: it says what it was told. It declines what asks it to {@code refuse}, calls tools that
 * the user names, tells what tools said, fills requested schemas, and describes images.
 */
final class Echo {

  private static final String REFUSAL = "I'm sorry, but I can't help with that.";
  private static final int HUGE_PIECE = 4096;

  private Echo() {}

  static Reply reply(Prompt prompt, Behaviour behaviour, long number) {
    Reply reply = behaviour.reply;
    if (reply != null) {
      return complete(prompt, numbered(reply, number));
    }
    if (behaviour.hugeBytes > 0) {
      List<String> text = Words.slices("x".repeat(behaviour.hugeBytes), HUGE_PIECE);
      return complete(prompt, Reply.of(text));
    }
    return complete(prompt, think(prompt, limit(prompt, natural(prompt))));
  }

  private static Reply numbered(Reply reply, long number) {
    String n = Long.toString(number);
    return reply.saying(reply.text().stream().map(piece -> piece.replace("{n}", n)).toList());
  }

  private static Reply natural(Prompt prompt) {
    if (prompt.text.contains("refuse")) {
      return Reply.refusing(REFUSAL);
    }
    if (!prompt.results.isEmpty()) {
      return say("result: " + String.join("; ", prompt.results));
    }
    List<ToolCall> calls = calls(prompt);
    if (!calls.isEmpty()) {
      return Reply.calling(calls.toArray(ToolCall[]::new));
    }
    return say(text(prompt));
  }

  private static String text(Prompt prompt) {
    if (!prompt.schema.isMissingNode()) {
      return Json.write(SampleDocument.of(prompt.schema));
    }
    if (prompt.json) {
      return Json.write(Json.object().put("echo", prompt.text));
    }
    String seen = prompt.images.stream().map(Image::description).collect(Collectors.joining(", "));
    return seen.isEmpty() ? "echo: " + prompt.text : "saw " + seen + "; echo: " + prompt.text;
  }

  private static List<ToolCall> calls(Prompt prompt) {
    if (!prompt.mayCall) {
      return List.of();
    }
    List<ToolCall> named =
        prompt.tools.entrySet().stream()
            .filter(tool -> prompt.text.contains(tool.getKey()))
            .filter(tool -> prompt.forced.isEmpty() || prompt.forced.contains(tool.getKey()))
            .map(Echo::call)
            .toList();
    if (named.isEmpty() && !prompt.forced.isEmpty()) {
      named =
          prompt.tools.entrySet().stream()
              .filter(tool -> prompt.forced.contains(tool.getKey()))
              .limit(1)
              .map(Echo::call)
              .toList();
    }
    return prompt.oneCall && named.size() > 1 ? named.subList(0, 1) : named;
  }

  private static ToolCall call(Map.Entry<String, JsonNode> tool) {
    JsonNode schema = tool.getValue();
    JsonNode arguments = schema.isObject() ? SampleDocument.of(schema) : Json.object();
    return new ToolCall(
        tool.getKey(), Json.write(arguments.isObject() ? arguments : Json.object()));
  }

  private static Reply say(String text) {
    return Reply.of(Words.pieces(text));
  }

  /** Stop sequences first, as they come with the words; then the number of words. */
  private static Reply limit(Prompt prompt, Reply reply) {
    String text = reply.wholeText();
    int end = text.length();
    String stoppedBy = "";
    for (String stop : prompt.stops) {
      int at = stop.isEmpty() ? -1 : text.indexOf(stop);
      if (at >= 0 && at < end) {
        end = at;
        stoppedBy = stop;
      }
    }
    List<String> pieces = end < text.length() ? Words.pieces(text.substring(0, end)) : reply.text();
    if (pieces.size() > prompt.maxTokens) {
      return reply.saying(pieces.subList(0, prompt.maxTokens)).finished(Finish.LENGTH);
    }
    return end < text.length() ? reply.saying(pieces).stoppedBy(stoppedBy) : reply;
  }

  private static Reply think(Prompt prompt, Reply reply) {
    if (!prompt.reasons) {
      return reply;
    }
    List<String> thoughts = Words.pieces("The user said: " + prompt.text);
    return reply.thinking(thoughts.toArray(String[]::new));
  }

  private static Reply complete(Prompt prompt, Reply reply) {
    if (reply.usage() != null) {
      return reply;
    }
    int thought = Words.count(reply.wholeReasoning());
    int said = Words.count(reply.wholeText()) + Words.count(reply.refusal());
    for (ToolCall call : reply.toolCalls()) {
      said += 1 + Words.count(call.arguments());
    }
    int input = prompt.words();
    return reply.using(new Usage(input, prompt.cachedWords(), thought + said, thought));
  }
}
