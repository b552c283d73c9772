package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator's wish to change a key. What is not among the fields stays; a limit that is null is
 * the plan's from then on.
 *
 * @param fields names of what is to be changed
 * @param name what the operator calls it
 * @param rateLimit requests a minute
 * @param monthlyQuota requests a month
 * @param monthlyBudget US dollars a month, null for any amount
 */
record KeyChange(
    List<String> fields,
    @Nullable String name,
    @Nullable Long rateLimit,
    @Nullable Long monthlyQuota,
    @Nullable BigDecimal monthlyBudget) {

  private static final List<String> FIELDS =
      List.of("name", "rateLimit", "monthlyQuota", "monthlyBudget");

  /** Reads and checks the body of a request. */
  static KeyChange parse(byte[] body) {
    JsonFields sent = JsonFields.parse(body, FIELDS);
    List<String> fields = FIELDS.stream().filter(sent.tree()::has).toList();
    if (fields.isEmpty()) {
      throw ApiException.field("name", "or another of " + String.join(", ", FIELDS) + " is needed");
    }
    return new KeyChange(
        fields,
        fields.contains("name") ? sent.text("name", NewKey.LONGEST_TEXT) : null,
        sent.optionalWhole("rateLimit", 1, NewKey.MOST_A_MINUTE),
        sent.optionalWhole("monthlyQuota", 1, NewKey.MOST_A_MONTH),
        sent.optionalAmount("monthlyBudget", NewKey.MOST_DOLLARS));
  }

  /** Whether a field is to be changed. */
  boolean changes(String field) {
    return fields.contains(field);
  }
}
