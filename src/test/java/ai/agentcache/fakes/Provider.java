package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** The manners of a provider: how it is given keys, how it refuses, and its headers. */
interface Provider {

  /** Fails with {@link Rejected} on a key that is missing or rejected. */
  void authenticate(Received request, Set<String> rejectedKeys);

  /** The body of an error. */
  ObjectNode error(Rejected rejected, long number);

  /** Headers of every answer. */
  Map<String, String> headers(long number);

  /** A path or method that it does not know. */
  Rejected unknown(Received request, boolean pathIsKnown);
}
