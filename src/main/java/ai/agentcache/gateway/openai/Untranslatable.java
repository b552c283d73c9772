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
    refuseTools(body, Set.of("function"));
    for (Fields message : body.objects("messages")) {
      if (message.has("audio")) {
        throw message.wrong("audio", ONLY);
      }
      refuseStored(message);
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

  private static void refuseTools(Fields body, Set<String> known) {
    for (Fields tool : body.objects("tools")) {
      if (!known.contains(tool.text("type").orElse(""))) {
        throw tool.wrong("type", ONLY);
      }
    }
  }

  private static void refuseStored(Fields message) {
    JsonNode content = message.value("content");
    List<Fields> parts =
        content != null && content.isArray() ? message.objects("content") : List.of();
    for (Fields part : parts) {
      for (Fields holder : List.of(part, part.object("file").orElse(part))) {
        if (holder.has("file_id")) {
          throw ApiException.field(holder.at("file_id"), ONLY);
        }
      }
    }
  }
}
