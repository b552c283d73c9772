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
import ai.agentcache.upload.UploadRig;
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
    return new Guard("p-" + UUID.randomUUID(), new SystemClock(), config, (state, reason) -> {});
  }

  private Uni<UpstreamAnswer> failing() {
    asked.incrementAndGet();
    return Uni.createFrom().failure(new UpstreamFailure("p", Kind.FAILED, 0, "status 500"));
  }

  private Uni<UpstreamAnswer> working() {
    asked.incrementAndGet();
    return Uni.createFrom().item(new UpstreamAnswer.Whole(new byte[0]));
  }

  /** The head of an answer, which is not over yet. */
  private Watch begin(Guard guard) {
    Watch watch = new Watch();
    guard.call(this::working, watch).await().indefinitely();
    return watch;
  }

  private void succeeds(Guard guard) {
    begin(guard).ended(null, false);
  }

  private static UpstreamFailure failure(Kind kind) {
    return new UpstreamFailure("p", kind, 0, "it breaks off");
  }

  /** A call that nothing comes of; running what is returned cancels it. */
  private static Runnable hang(Guard guard) {
    Watch watch = new Watch();
    var call =
        guard
            .call(() -> Uni.createFrom().nothing(), watch)
            .onCancellation()
            .invoke(() -> watch.ended(null, true))
            .subscribe()
            .with(never -> {}, failed -> {});
    return call::cancel;
  }

  private static Kind fails(Guard guard, Supplier<Uni<UpstreamAnswer>> call) {
    Uni<UpstreamAnswer> answer = guard.call(call, new Watch());
    return assertThrows(UpstreamFailure.class, () -> answer.await().indefinitely()).kind();
  }

  private void open(Guard guard) {
    for (int i = 0; i < 5; i++) {
      assertEquals(Kind.FAILED, fails(guard, this::failing));
    }
  }

  @Test
  void onTurn_openedAndClosed_isToldOnceEach() {
    Guard guard = guard("50ms", "10");
    List<Boolean> turns = new ArrayList<>();
    guard.onTurn(turns::add);
    open(guard);
    assertEquals(List.of(true), turns);
    for (int i = 0; i < 3; i++) {
      UploadRig.until(guard::takesCalls);
      succeeds(guard);
    }
    assertEquals(List.of(true, false), turns);
    guard.holdOpen();
    guard.holdOpen();
    guard.reset();
    assertEquals(List.of(true, false, true, false), turns);
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
          guard.call(
              () -> Uni.createFrom().failure(new UpstreamRefusal("p", 400, "no")), new Watch());
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
      succeeds(guard);
    }
    assertEquals("CLOSED", guard.state());
  }

  @Test
  void call_whileAProbeIsUnderWay_isNotMade() throws InterruptedException {
    Guard guard = guard("100ms", "10");
    open(guard);
    Thread.sleep(120);
    succeeds(guard);
    assertEquals("HALF_OPEN", guard.state());
    Runnable leave = hang(guard);
    assertEquals(Kind.NOT_ASKED, fails(guard, this::working));
    leave.run();
    succeeds(guard);
  }

  @Test
  void call_whileTheFirstProbeIsUnderWay_isNotMade() throws InterruptedException {
    Guard guard = guard("100ms", "10");
    open(guard);
    Thread.sleep(120);
    Runnable leave = hang(guard);
    for (int i = 0; i < 3; i++) {
      assertEquals(Kind.NOT_ASKED, fails(guard, this::working), "call " + i);
    }
    leave.run();
    succeeds(guard);
  }

  @Test
  void call_beyondTheLimit_isNotMade() {
    Guard guard = guard("30s", "2");
    List<Watch> running = List.of(begin(guard), begin(guard));
    assertEquals(2, guard.underWay());
    assertEquals(Kind.NOT_ASKED, fails(guard, this::working), "nothing waits in line");
    assertEquals(2, asked.get());
    running.get(0).ended(null, false);
    assertEquals(1, guard.underWay());
    succeeds(guard);
  }

  @Test
  void call_thatWasCancelled_makesRoom() {
    Guard guard = guard("30s", "1");
    Runnable leave = hang(guard);
    assertEquals(Kind.NOT_ASKED, fails(guard, this::working));
    leave.run();
    assertEquals(0, guard.underWay());
    succeeds(guard);
  }

  @Test
  void holdOpen_andReset_areTheOperators() {
    Guard guard = guard("30s", "10");
    guard.holdOpen();
    assertEquals(Kind.NOT_ASKED, fails(guard, this::working));
    guard.reset();
    succeeds(guard);
    open(guard);
    guard.reset();
    succeeds(guard);
    assertEquals("CLOSED", guard.state());
    assertEquals(1 + 5 + 1, asked.get());
  }

  @Test
  void call_thatBreaksOffAfterItsHead_countsOnceAndAsAFailure() {
    Guard guard = guard("30s", "10");
    for (Kind kind : List.of(Kind.CUT, Kind.MALFORMED, Kind.TIMEOUT, Kind.CUT)) {
      begin(guard).ended(failure(kind), false);
    }
    assertFalse(guard.isOpen(), "four failures");
    begin(guard).ended(failure(Kind.TIMEOUT), false);
    assertTrue(guard.isOpen());
  }

  @Test
  void call_toldOfItsEndTwice_countsOnce() {
    Guard guard = guard("30s", "10");
    for (int i = 0; i < 4; i++) {
      Watch watch = new Watch();
      Uni<UpstreamAnswer> answer = guard.call(this::failing, watch);
      assertThrows(UpstreamFailure.class, () -> answer.await().indefinitely());
      watch.ended(failure(Kind.CUT), false);
    }
    assertFalse(guard.isOpen());
    assertEquals(0, guard.underWay());
  }

  @Test
  void call_thatNobodyWaitedFor_countsForNothing() {
    Guard guard = guard("30s", "10");
    for (int i = 0; i < 5; i++) {
      begin(guard).ended(null, true);
      fails(guard, this::failing);
    }
    assertTrue(guard.isOpen(), "five failures and no success between them");
  }

  @Test
  void probe_thatBreaksOffAfterItsHead_opensAgain() throws InterruptedException {
    Guard guard = guard("100ms", "10");
    open(guard);
    Thread.sleep(120);
    Watch probe = begin(guard);
    assertEquals("HALF_OPEN", guard.state());
    probe.ended(failure(Kind.CUT), false);
    assertEquals("OPEN", guard.state());
  }

  @Test
  void probes_thatNobodyWaitedFor_neitherCloseNorBlock() throws InterruptedException {
    Guard guard = guard("100ms", "10");
    open(guard);
    Thread.sleep(120);
    for (int i = 0; i < 10; i++) {
      begin(guard).ended(null, true);
      assertEquals("HALF_OPEN", guard.state());
    }
    for (int i = 0; i < 3; i++) {
      assertTrue(guard.takesCalls());
      succeeds(guard);
    }
    assertEquals("CLOSED", guard.state());
  }

  @Test
  void probe_whoseAnswerRunsOn_keepsOthersAway() throws InterruptedException {
    Guard guard = guard("100ms", "10");
    open(guard);
    Thread.sleep(120);
    Watch first = begin(guard);
    assertFalse(guard.takesCalls());
    assertEquals(Kind.NOT_ASKED, fails(guard, this::working), "the first probe");
    first.ended(null, false);
    Watch second = begin(guard);
    assertEquals(Kind.NOT_ASKED, fails(guard, this::working), "the second probe");
    second.ended(null, false);
  }
}
