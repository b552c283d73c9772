package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import java.util.List;

/**
 * An operator's wish for a key.
 *
 * @param tenant whose it will be; a new one is created
 * @param name what the operator calls it
 * @param terms its plan and limits
 */
record NewKey(String tenant, String name, KeyRecord.Terms terms) {

  private static final List<String> FIELDS =
      List.of("tenant", "name", "plan", "rateLimit", "monthlyQuota", "monthlyBudget", "userScope");
  static final int LONGEST_TEXT = 128;
  static final long MOST_A_MINUTE = 1_000_000;
  static final long MOST_A_MONTH = 1_000_000_000_000L;
  static final long MOST_DOLLARS = 1_000_000_000;

  /** Reads and checks the body of a request. */
  static NewKey parse(byte[] body) {
    JsonFields fields = JsonFields.parse(body, FIELDS);
    return new NewKey(
        Tenant.checked("tenant", fields.text("tenant", LONGEST_TEXT)),
        fields.text("name", LONGEST_TEXT),
        new KeyRecord.Terms(
            plan(fields),
            fields.optionalWhole("rateLimit", 1, MOST_A_MINUTE),
            fields.optionalWhole("monthlyQuota", 1, MOST_A_MONTH),
            fields.optionalAmount("monthlyBudget", MOST_DOLLARS),
            fields.optionalText("userScope", LONGEST_TEXT)));
  }

  private static Plan plan(JsonFields fields) {
    String label = fields.optionalText("plan", LONGEST_TEXT);
    Plan plan = label == null ? Plan.LIVE : Plan.named(label);
    if (plan == null) {
      throw ApiException.field("plan", "must be `demo` or `live`");
    }
    return plan;
  }
}
