package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a whole answer as a chat completion. */
final class ChatAnswerWriter {

  static final String PREFIX = "chatcmpl-";

  private ChatAnswerWriter() {}

  static ObjectNode write(Completion completion, long created) {
    ObjectNode answer = Json.object();
    answer.put("id", Ids.with(PREFIX, completion.id(), created));
    answer.put("object", "chat.completion");
    answer.put("created", created);
    answer.put("model", completion.model());
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    choice.set("message", message(completion));
    choice.putNull("logprobs");
    boolean refused = completion.parts().stream().anyMatch(Part.Refusal.class::isInstance);
    choice.put("finish_reason", ChatFinish.write(completion.finish(), refused));
    completion.stopSequence().ifPresent(text -> choice.put("stop_reason", text));
    answer.set("usage", Spending.CHAT.write(completion.usage()));
    return answer;
  }

  private static ObjectNode message(Completion completion) {
    ObjectNode message = Json.object().put("role", "assistant");
    message.putNull("content");
    message.putNull("refusal");
    for (Part part : completion.parts()) {
      if (part instanceof Part.Text text) {
        append(message, "content", text.text());
      } else if (part instanceof Part.Refusal refusal) {
        append(message, "refusal", refusal.text());
      } else if (part instanceof Part.Thought thought) {
        append(message, "reasoning_content", thought.text());
      } else if (part instanceof Part.ToolCall call) {
        message.withArray("tool_calls").add(ChatTurnWriter.call(call));
      } else if (part instanceof Part.Media media) {
        addMedia(message, media);
      }
    }
    return message;
  }

  private static void append(ObjectNode message, String field, String text) {
    if (!text.isEmpty()) {
      message.put(field, message.path(field).asText("") + text);
    }
  }

  private static void addMedia(ObjectNode message, Part.Media media) {
    if (media.kind() == Part.Media.Kind.IMAGE) {
      DataUrl.of(media).ifPresent(url -> message.withArray("images").add(image(url)));
    } else {
      media.data().ifPresent(data -> message.set("audio", audio(data)));
    }
  }

  /** An image, in the way of routers that offer models which draw. */
  static ObjectNode image(String url) {
    ObjectNode image = Json.object().put("type", "image_url");
    image.putObject("image_url").put("url", url);
    return image;
  }

  /** A sound that nothing else refers to. */
  static ObjectNode audio(String data) {
    return Json.object()
        .put("id", "audio_0")
        .put("data", data)
        .put("transcript", "")
        .put("expires_at", 0);
  }
}
