package ai.agentcache.cache;

import ai.agentcache.cache.flight.Computation;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Somebody who asks for an answer, and what came of it. */
final class Caller {

  static final Duration PATIENCE = Duration.ofSeconds(10);

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
    Optional<Served> served = answer.awaitItem(PATIENCE).getItem();
    return served == null ? Optional.empty() : served;
  }

  Served served() {
    return answer().orElseThrow();
  }

  Served.State state() {
    return served().state();
  }

  Throwable failure() {
    return answer.awaitFailure(PATIENCE).getFailure();
  }

  boolean isWaiting() {
    return answer.getItem() == null && answer.getFailure() == null;
  }

  void hangUp() {
    answer.cancel();
  }

  /** All events, once they are there. */
  List<String> read() {
    return texts(reading().awaitCompletion(PATIENCE).getItems());
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

  /** Waits for something that has to come. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within " + PATIENCE);
      }
      Thread.onSpinWait();
    }
  }
}
