package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Sampling;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a prompt of another dialect as a request for a chat completion, but for the limit of
 * tokens, whose name depends on the server. How many tokens to draw from is left out: OpenAI
 * refuses it, and an answer without is as good.
 */
final class ChatPromptWriter {

  private ChatPromptWriter() {}

  static ObjectNode write(Prompt prompt) {
    ObjectNode body = Json.object().put("model", prompt.model());
    ChatTurnWriter turns = new ChatTurnWriter(body.putArray("messages"));
    prompt.turns().forEach(turns::write);
    write(prompt.sampling(), body);
    ToolForm.NESTED.write(prompt.tools(), body);
    FormatForm.NESTED
        .write(prompt.format())
        .ifPresent(format -> body.set("response_format", format));
    prompt.reasoning().ifPresent(much -> body.put("reasoning_effort", much.level()));
    return body;
  }

  private static void write(Sampling sampling, ObjectNode body) {
    Sampled.write(body, "temperature", sampling.temperature());
    Sampled.write(body, "top_p", sampling.topP());
    Sampled.write(body, "seed", sampling.seed());
    Sampled.write(body, "frequency_penalty", sampling.frequencyPenalty());
    Sampled.write(body, "presence_penalty", sampling.presencePenalty());
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      sampling.stop().forEach(stop::add);
    }
  }
}
