package ai.agentcache.gateway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import ai.agentcache.gateway.upstream.UpstreamRefusal;
import ai.agentcache.time.SystemClock;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A guard with the library behind it, and short times. */
@QuarkusTest
class GuardTest {

  private final AtomicInteger asked = new AtomicInteger();

  private static GuardConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(GuardConfig.class)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(GuardConfig.class);
  }

  private static Guard guard(String openFor, String concurrency) {
    GuardConfig config =
        config(
            Map.of(
                "agentcache.gateway.guard.open-for", openFor,
                "agentcache.gateway.guard.concurrency", concurrency));
    return new Guard("p-" + UUID.randomUUID(), new SystemClock(), config);
  }

  private Uni<UpstreamAnswer> failing() {
    asked.incrementAndGet();
    return Uni.createFrom().failure(new UpstreamFailure("p", Kind.FAILED, 0, "status 500"));
  }

  private Uni<UpstreamAnswer> working() {
    asked.incrementAndGet();
    return Uni.createFrom().item(new UpstreamAnswer.Whole(new byte[0]));
  }

  private static Kind fails(Guard guard, Supplier<Uni<UpstreamAnswer>> call) {
    Uni<UpstreamAnswer> answer = guard.call(call);
    return assertThrows(UpstreamFailure.class, () -> answer.await().indefinitely()).kind();
  }

  private void open(Guard guard) {
    for (int i = 0; i < 5; i++) {
      assertEquals(Kind.FAILED, fails(guard, this::failing));
    }
  }

  @Test
  void threshold_unlessSet_isFiveAndThreeInProduction() {
    assertEquals(5, config(Map.of()).threshold());
    assertEquals(
        3, config(Map.of("agentcache.gateway.guard.environment", "production")).threshold());
    assertEquals(
        7,
        config(
                Map.of(
                    "agentcache.gateway.guard.environment", "production",
                    "agentcache.gateway.guard.failures", "7"))
            .threshold());
  }

  @Test
  void call_afterFiveFailures_isNotMade() {
    Guard guard = guard("30s", "10");
    open(guard);
    assertTrue(guard.isOpen());
    assertEquals(Kind.NOT_ASKED, fails(guard, this::failing));
    assertEquals(5, asked.get());
    assertTrue(guard.reopensInMillis() > 29_000);
  }

  @Test
  void call_thatTheProviderRefuses_isNoFailureOfIts() {
    Guard guard = guard("30s", "10");
    for (int i = 0; i < 20; i++) {
      Uni<UpstreamAnswer> answer =
          guard.call(() -> Uni.createFrom().failure(new UpstreamRefusal("p", 400, "no")));
      assertThrows(UpstreamRefusal.class, () -> answer.await().indefinitely());
    }
    assertFalse(guard.isOpen());
  }

  @Test
  void call_whenItHalfOpens_probesOneAtATimeAndClosesAfterThree() throws InterruptedException {
    Guard guard = guard("100ms", "10");
    open(guard);
    Thread.sleep(120);
    assertEquals(Kind.FAILED, fails(guard, this::failing), "the first probe");
    assertEquals("OPEN", guard.state());
    Thread.sleep(120);
    for (int i = 0; i < 3; i++) {
      guard.call(this::working).await().indefinitely();
    }
    assertEquals("CLOSED", guard.state());
  }

  @Test
  void call_whileAProbeIsUnderWay_isNotMade() throws InterruptedException {
    Guard guard = guard("100ms", "10");
    open(guard);
    Thread.sleep(120);
    guard.call(this::working).await().indefinitely();
    assertEquals("HALF_OPEN", guard.state());
    var probe =
        guard.call(() -> Uni.createFrom().nothing()).subscribe().with(never -> {}, failed -> {});
    assertEquals(Kind.NOT_ASKED, fails(guard, this::working));
    probe.cancel();
    guard.call(this::working).await().indefinitely();
  }

  @Test
  void call_whileTheFirstProbeIsUnderWay_isNotMade() throws InterruptedException {
    Guard guard = guard("100ms", "10");
    open(guard);
    Thread.sleep(120);
    var probe =
        guard.call(() -> Uni.createFrom().nothing()).subscribe().with(never -> {}, failed -> {});
    for (int i = 0; i < 3; i++) {
      assertEquals(Kind.NOT_ASKED, fails(guard, this::working), "call " + i);
    }
    probe.cancel();
    guard.call(this::working).await().indefinitely();
  }

  @Test
  void call_beyondTheLimit_isNotMade() {
    Guard guard = guard("30s", "2");
    List<UpstreamFailure> refused = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      guard
          .call(() -> Uni.createFrom().nothing())
          .subscribe()
          .with(never -> {}, failure -> refused.add((UpstreamFailure) failure));
    }
    assertEquals(2, refused.size(), "two run, one waits");
    assertEquals(Kind.NOT_ASKED, refused.get(0).kind());
  }

  @Test
  void holdOpen_andReset_areTheOperators() {
    Guard guard = guard("30s", "10");
    guard.holdOpen();
    assertEquals(Kind.NOT_ASKED, fails(guard, this::working));
    guard.reset();
    guard.call(this::working).await().indefinitely();
    open(guard);
    guard.reset();
    guard.call(this::working).await().indefinitely();
    assertEquals("CLOSED", guard.state());
    assertEquals(1 + 5 + 1, asked.get());
  }

  @Test
  void brokeOff_fiveTimes_opens() {
    Guard guard = guard("30s", "10");
    for (int i = 0; i < 5; i++) {
      guard.brokeOff(new UpstreamFailure("p", Kind.CUT, 0, "cut"));
    }
    assertTrue(guard.isOpen());
  }
}
