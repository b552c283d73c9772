package ai.agentcache.launch;

import java.util.Map;

/** What a newcomer needs once the service is up: where it is, what runs, what to try. */
final class StartupNotice {
  private static final String DEMO_KEY = "ac_demo_test123";

  private StartupNotice() {}

  /**
   * The text, several lines.
   *
   * @param url of the service, without a final slash
   * @param stores by each store where it is; never with a password
   */
  static String text(String url, Map<Store, String> stores) {
    StringBuilder text = new StringBuilder("AgentCache is up at ").append(url).append("\n\n");
    stores.forEach((store, place) -> text.append(line(store.title(), place)));
    return text.append(line("Demo key", DEMO_KEY))
        .append(line("Dashboard", url + "/dashboard/"))
        .append("\n  Remember an answer, then ask for it:\n\n")
        .append(curl(url, "set", ",\"response\":\"Hi there!\""))
        .append(curl(url, "get", ""))
        .toString();
  }

  private static String line(String name, String value) {
    return "  %-12s%s%n".formatted(name, value);
  }

  private static String curl(String url, String call, String more) {
    return """
          curl %s/api/cache/%s -H 'X-API-Key: %s' -H 'Content-Type: application/json' \\
            -d '{"provider":"openai","model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]%s}'
        """
        .formatted(url, call, DEMO_KEY, more);
  }
}
