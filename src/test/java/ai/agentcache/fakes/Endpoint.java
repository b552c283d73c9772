package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What answers on a path. */
interface Endpoint {

  /** Fails with {@link Rejected} on what the provider refuses. */
  Answer answer(Received request, JsonNode body, Behaviour behaviour, long number);

  /** The event that tells of an error in the middle of a stream. */
  default Frame errorEvent(ObjectNode error, int sequence) {
    return Frame.data(Frame.Kind.CONTENT, error);
  }
}
