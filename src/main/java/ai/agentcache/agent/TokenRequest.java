package ai.agentcache.agent;

import ai.agentcache.access.JsonFields;
import ai.agentcache.http.ApiException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an agent asks for a token with.
 *
 * @param agentId what it calls itself
 * @param secret the agent secret of the environment, it says
 */
record TokenRequest(String agentId, String secret) {

  private static final int LONGEST_ID = 128;
  private static final int LONGEST_SECRET = 1_024;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1," + LONGEST_ID + "}");

  static TokenRequest parse(byte @Nullable [] body) {
    JsonFields fields = JsonFields.parse(body);
    String agentId = agentId(fields);
    return new TokenRequest(agentId, fields.text("agent_secret", LONGEST_SECRET));
  }

  /** The field {@code agent_id}, which has to be there. */
  static String agentId(JsonFields fields) {
    String agentId = fields.text("agent_id", LONGEST_ID);
    if (!ID.matcher(agentId).matches()) {
      throw ApiException.field(
          "agent_id", "must be 1 to " + LONGEST_ID + " of letters, digits and . _ : -");
    }
    return agentId;
  }

  /** The secret stays out of every log. */
  @Override
  public String toString() {
    return "TokenRequest[" + agentId + "]";
  }
}
