package ai.agentcache.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message of a conversation.
 *
 * @param json as it was sent, with {@code tokens} and {@code at}
 * @param tokens how long it is
 */
record Message(ObjectNode json, long tokens) {

  static final String TOKENS = "tokens";

  /** A message as it is kept. */
  static Message of(ObjectNode json) {
    return new Message(json, json.path(TOKENS).asLong());
  }
}
