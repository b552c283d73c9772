package ai.agentcache.gateway.guard;

import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Leave from a breaker to make one call. The breaker counts nothing until it is told how the call
 * ended.
 *
 * @param breaker waits to be told
 */
record Leave(UniEmitter<? super Void> breaker) {

  void endedWell() {
    breaker.complete(null);
  }

  void endedBadly(Throwable failure) {
    breaker.fail(failure);
  }
}
