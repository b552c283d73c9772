package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.time.Duration;
import java.time.Instant;

/** A key has spent its budget: nobody may be asked for money on its behalf. Has no stack trace. */
public final class OverBudgetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String keyId;
  private final ApiException told;

  OverBudgetException(String keyId, Budget budget, Instant now) {
    super("the budget of key " + keyId + " is spent", null, false, false);
    this.keyId = keyId;
    Instant reset = QuotaMonth.resetsAt(now);
    this.told =
        new ApiException(
            ErrorCode.BUDGET_EXCEEDED,
            "%s of this month are spent; the next month begins at %s. Stored answers are still given."
                .formatted(budget.text(), reset),
            Math.max(1, Duration.between(now, reset).toSeconds() + 1));
  }

  /** Whether it is the budget of this caller's key. */
  public boolean isOf(Caller caller) {
    return keyId.equals(caller.keyId());
  }

  /** What the caller is told. */
  public ApiException told() {
    return told;
  }
}
