package ai.agentcache.live;

import ai.agentcache.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who hears the same.
 *
 * @param tenant whose events
 * @param userScope the one user whose uploads are told, null for all
 * @param operator whether it is the operator, who has no tenant
 */
record Audience(String tenant, @Nullable String userScope, boolean operator) {

  static Audience of(Caller caller) {
    return new Audience(caller.tenant(), caller.userScope(), caller.role() == Caller.Role.OPERATOR);
  }
}
