package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/**
 * Writes a prompt of another dialect as a request for a response. Nothing is to be kept at the
 * provider, whose other dialects keep nothing either; so thoughts are asked for in encrypted form.
 * The seed and the number of tokens to draw from cannot be said, and an answer without is as good.
 */
final class ResponsesPromptWriter {

  private ResponsesPromptWriter() {}

  static ObjectNode write(Prompt prompt) {
    refuse(prompt.sampling());
    ObjectNode body = Json.object().put("model", prompt.model());
    ResponsesTurnWriter turns = new ResponsesTurnWriter(body.putArray("input"));
    prompt.turns().forEach(turns::write);
    Sampled.write(body, "temperature", prompt.sampling().temperature());
    Sampled.write(body, "top_p", prompt.sampling().topP());
    Sampled.write(body, "max_output_tokens", prompt.sampling().maxTokens());
    ToolForm.FLAT.write(prompt.tools(), body);
    FormatForm.FLAT
        .write(prompt.format())
        .ifPresent(format -> body.putObject("text").set("format", format));
    prompt
        .reasoning()
        .ifPresent(
            much -> {
              body.putObject("reasoning").put("effort", much.level());
              body.putArray("include").add("reasoning.encrypted_content");
            });
    return body.put("store", false);
  }

  private static void refuse(Sampling sampling) {
    if (!sampling.stop().isEmpty()) {
      throw ApiException.field("stop", "is not possible with this model");
    }
    refuse("frequency_penalty", sampling.frequencyPenalty());
    refuse("presence_penalty", sampling.presencePenalty());
  }

  private static void refuse(String field, OptionalDouble penalty) {
    if (penalty.orElse(0) != 0) {
      throw ApiException.field(field, "is not possible with this model");
    }
  }
}
