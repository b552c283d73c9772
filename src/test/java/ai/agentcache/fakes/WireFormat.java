package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One API of a provider: reads what is asked, writes what is answered, whole or in events. */
interface WireFormat {

  /** Fails with {@link Rejected} on what the provider refuses. */
  Prompt read(Received request, JsonNode body);

  /** The whole answer. */
  ObjectNode whole(Prompt prompt, Reply reply, long number);

  /** The answer in events. */
  List<Frame> stream(Prompt prompt, Reply reply, long number);

  /** The event that tells of an error in the middle, around the body of that error; as the n-th. */
  Frame errorEvent(ObjectNode error, int sequence);

  /** What streams are. */
  default String streamType(Received request) {
    return Answer.EVENTS;
  }
}
