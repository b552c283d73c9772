package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.it.PackagedService;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An agent without limits, for services that were started with {@link #ENV}. */
final class Agents {

  static final String SECRET = "agent-secret-of-the-fault-tests-0123456789";

  static final Map<String, String> ENV =
      Map.of(
          "DEV_AGENT_SECRET", SECRET,
          "DEV_JWT_SECRET", "jwt-secret-of-the-fault-tests-0123456789",
          "AGENTCACHE_LIMITS_AGENT_PROGRESS", "1000000",
          "AGENTCACHE_LIMITS_AGENT_CONTEXT", "1000000",
          "AGENTCACHE_LIMITS_AGENT_HEALTH", "1000000",
          "AGENTCACHE_LIMITS_AGENT_TOKENS", "1000000",
          "AGENTCACHE_LIMITS_AGENT_REFRESHES", "1000000",
          "AGENTCACHE_LIMITS_AGENT_SESSIONS", "1000000");

  private static final String BASE = "/api/v1/agent/";
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private Agents() {}

  /** The token of an agent. */
  static String token(PackagedService service, String agentId) {
    String body = "{\"agent_id\":\"%s\",\"agent_secret\":\"%s\"}".formatted(agentId, SECRET);
    String answer = service.post(BASE + "token", body).body();
    Matcher token = TOKEN.matcher(answer);
    assertTrue(token.find(), answer);
    return token.group(1);
  }

  /** A call below the agents' API, its body written with single quotes. */
  static HttpResponse<String> post(
      PackagedService service, String token, String path, String json) {
    return service.post(BASE + path, json.replace('\'', '"'), "Authorization", "Bearer " + token);
  }

  /** A sum in the progress of a user, 0 when there is none. */
  static long sum(PackagedService service, String token, String user, String counter) {
    String body = post(service, token, "user/" + user + "/context", "{}").body();
    Matcher sum = Pattern.compile("\"" + counter + "\":(\\d+)").matcher(body);
    return sum.find() ? Long.parseLong(sum.group(1)) : 0;
  }
}
