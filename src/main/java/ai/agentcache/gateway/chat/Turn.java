package ai.agentcache.gateway.chat;

import java.util.List;

/**
 * One message of a conversation.
 *
 * @param role who says it
 * @param parts what is said, in order
 */
public record Turn(Role role, List<Part> parts) {

  /** Takes a copy of the parts. */
  public Turn {
    parts = List.copyOf(parts);
  }

  /** Who says it. */
  public enum Role {
    /** Instructions of whoever built the agent. */
    SYSTEM,
    /** The user; results of tools are said by the user too. */
    USER,
    /** The model. */
    ASSISTANT
  }
}
