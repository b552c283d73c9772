package ai.agentcache.access;

import java.time.YearMonth;
import java.util.List;

/**
 * What is limited together, and where it is counted. All keys of one limit lie in one hash slot.
 *
 * @param id who and what: the id of an API key, or {@code name/subject}
 * @param monthly whether requests of the month are counted too
 */
record LimitKey(String id, boolean monthly) {

  static LimitKey of(Caller caller) {
    return new LimitKey(caller.keyId(), true);
  }

  /** Ids of API keys have no slash: the two kinds never meet. */
  static LimitKey of(String limitName, String subject) {
    return new LimitKey(limitName + '/' + subject, false);
  }

  List<String> redisKeys(YearMonth month) {
    String prefix = "ratelimit:{" + id + "}:";
    return monthly
        ? List.of(prefix + "w", prefix + "q:" + month, prefix + "q:" + month.minusMonths(1))
        : List.of(prefix + "w");
  }
}
