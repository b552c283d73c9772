package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A path on which a model answers. */
record Generation(WireFormat format) implements Endpoint {

  @Override
  public Answer answer(Received request, JsonNode body, Behaviour behaviour, long number) {
    Prompt prompt = format.read(request, body);
    prompt.showsReasoning |= behaviour.reasoningContent;
    prompt.reasons |= behaviour.reasoningContent;
    Reply reply = Echo.reply(prompt, behaviour, number);
    return prompt.stream
        ? Answer.events(format.streamType(request), format.stream(prompt, reply, number))
        : Answer.json(200, format.whole(prompt, reply, number));
  }

  @Override
  public Frame errorEvent(ObjectNode error, int sequence) {
    return format.errorEvent(error, sequence);
  }
}
