package ai.agentcache.gateway.openai;

import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * What a request can want of OpenAI that no prompt in neutral words can say. It reaches providers
 * of the same dialect untouched; for others it is refused, lest it be forgotten in silence.
 */
final class Untranslatable {

  private static final String ONLY = "is known only to providers of OpenAI's own API";

  private static final Set<String> ITEMS =
      Set.of("message", "function_call", "function_call_output", "reasoning");

  private Untranslatable() {}

  static void refuseChat(Fields body) {
    if (body.whole("n", 1, Integer.MAX_VALUE).orElse(1) > 1) {
      throw body.wrong("n", "must be 1 for this model");
    }
    if (body.flag("logprobs").orElse(false)) {
      throw body.wrong("logprobs", ONLY);
    }
    if (body.texts("modalities").contains("audio")) {
      throw body.wrong("modalities", ONLY);
    }
    refuseFilled(body, "logit_bias", "web_search_options");
    refuseTools(body);
    for (Fields message : body.objects("messages")) {
      if (message.has("audio")) {
        throw message.wrong("audio", ONLY);
      }
      refuseStored(message, "content");
    }
  }

  static void refuseResponses(Fields body) {
    refuseFilled(body, "previous_response_id", "conversation", "prompt");
    if (body.whole("top_logprobs", 0, Integer.MAX_VALUE).orElse(0) > 0) {
      throw body.wrong("top_logprobs", ONLY);
    }
    if (body.texts("include").contains("message.output_text.logprobs")) {
      throw body.wrong("include", ONLY);
    }
    refuseTools(body);
    JsonNode input = body.value("input");
    List<Fields> items = input != null && input.isArray() ? body.objects("input") : List.of();
    for (Fields item : items) {
      if (!ITEMS.contains(item.text("type").orElse("message"))) {
        throw item.wrong("type", ONLY);
      }
      refuseStored(item, "content");
      refuseStored(item, "output");
    }
  }

  private static void refuseFilled(Fields body, String... names) {
    for (String name : names) {
      JsonNode value = body.value(name);
      if (value != null && !(name.equals("logit_bias") && value.isEmpty())) {
        throw body.wrong(name, ONLY);
      }
    }
  }

  private static void refuseTools(Fields body) {
    for (Fields tool : body.objects("tools")) {
      if (!tool.text("type").orElse("").equals("function")) {
        throw tool.wrong("type", ONLY);
      }
    }
  }

  private static void refuseStored(Fields message, String field) {
    JsonNode content = message.value(field);
    List<Fields> parts = content != null && content.isArray() ? message.objects(field) : List.of();
    for (Fields part : parts) {
      for (Fields holder : List.of(part, part.object("file").orElse(part))) {
        if (holder.has("file_id")) {
          throw ApiException.field(holder.at("file_id"), ONLY);
        }
      }
    }
  }
}
