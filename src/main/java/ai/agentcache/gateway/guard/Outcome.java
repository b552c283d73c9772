package ai.agentcache.gateway.guard;

import ai.agentcache.gateway.upstream.UpstreamRefusal;
import ai.agentcache.resilience.UpstreamException;
import org.jspecify.annotations.Nullable;

/** What the way a call ended says about the provider. */
enum Outcome {
  /** It does its work; one that refuses a request does too. */
  WELL,
  /** It does not. */
  BADLY,
  /** Nothing: nobody waited for the end, or the fault is ours. */
  UNKNOWN;

  static Outcome of(@Nullable Throwable failure, boolean cancelled) {
    if (failure instanceof UpstreamException) {
      return BADLY;
    }
    boolean answered = failure == null || failure instanceof UpstreamRefusal;
    return answered && !cancelled ? WELL : UNKNOWN;
  }
}
