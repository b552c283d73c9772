package ai.agentcache.health.alert;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what of alerts: the operator all, tenants nothing that sums up what others do. That
 * is what messages with figures do, and alerts that the agents of some tenant raise.
 */
public final class Discretion {

  private static final Set<String> OF_OTHERS = Set.of(AlertRules.TOKENS, AlertRules.DEAD_LETTERS);

  private Discretion() {}

  /** Whether somebody may know of it at all. */
  public static boolean tells(Finding finding, boolean operator) {
    return operator || !OF_OTHERS.contains(finding.rule());
  }

  /** Its message for somebody; that something cannot be reached has no figures in it. */
  public static @Nullable String message(Finding finding, boolean operator) {
    return operator || finding.rule().equals(AlertRules.BREAKER) ? finding.message() : null;
  }
}
