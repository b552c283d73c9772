package ai.agentcache.cache;

import ai.agentcache.cache.flight.Computation;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Somebody who asks for an answer, and what came of it. */
final class Caller {

  private final UniAssertSubscriber<Optional<Served>> answer;

  private Caller(UniAssertSubscriber<Optional<Served>> answer) {
    this.answer = answer;
  }

  static Caller of(CacheReplica replica, Ask ask, Computation compute) {
    return new Caller(
        replica
            .cache
            .getOrCompute(ask, compute)
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create()));
  }

  Optional<Served> answer() {
    Optional<Served> served = answer.awaitItem(CacheReplica.PATIENCE).getItem();
    return served == null ? Optional.empty() : served;
  }

  Served served() {
    return answer().orElseThrow();
  }

  Served.State state() {
    return served().state();
  }

  Throwable failure() {
    return answer.awaitFailure(CacheReplica.PATIENCE).getFailure();
  }

  boolean isWaiting() {
    return answer.getItem() == null && answer.getFailure() == null;
  }

  void hangUp() {
    answer.cancel();
  }

  /** All events, once they are there. */
  List<String> read() {
    return texts(reading().awaitCompletion(CacheReplica.PATIENCE).getItems());
  }

  AssertSubscriber<byte[]> reading() {
    return served()
        .recording()
        .events()
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  static List<String> texts(List<byte[]> events) {
    return events.stream().map(event -> new String(event, StandardCharsets.UTF_8)).toList();
  }
}
