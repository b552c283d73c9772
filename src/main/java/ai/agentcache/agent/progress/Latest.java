package ai.agentcache.agent.progress;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that a later one replaces.
 *
 * @param value a text, a number, or true or false
 * @param moment when it was accepted
 */
record Latest(JsonNode value, Moment moment) {

  Latest plus(Latest other) {
    return other.moment.compareTo(moment) > 0 ? other : this;
  }
}
