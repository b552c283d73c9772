package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.Alone;
import ai.agentcache.fakes.Behaviour;
import ai.agentcache.fakes.FakeLlm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of the gateway on one Redis, in front of one provider. */
@Alone
@ExtendWith(Rig.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayReplicasIT {

  /** Of 6 000: a busy machine may be late by more than the early refresh is early. */
  private static final int FEW = 10;

  private static final String MODEL = "gpt-4o";
  private static final Pattern MISSES =
      Pattern.compile("agentcache_cache_requests_total\\{result=\"miss\"\\} ([0-9.E]+)");

  private final Stores stores;
  private final FakeLlm fake = FakeLlm.start();
  private final ProxiedService one;
  private final ProxiedService other;
  private final String apiKey;

  GatewayReplicasIT(Stores stores) {
    this.stores = stores;
    this.one = replica();
    this.other = replica();
    this.apiKey = one.newKey("gateway-replicas");
  }

  private ProxiedService replica() {
    return ProxiedService.start(
        stores, Map.of("OPENAI_API_KEY", "sk-fake", "OPENAI_BASE_URL", fake.openAiUrl()));
  }

  /** Bounds are for a service that runs, not for one whose classes are being loaded. */
  @BeforeAll
  void warmUp() {
    Chat chat = Chat.with(apiKey, MODEL);
    for (Supplier<Exchange> asked : List.of(chat.unique("warm up"), chat.same("warm up"))) {
      CompletableFuture<LoadReport> running = warming(one).start(asked);
      warming(other).run(asked);
      running.join();
    }
  }

  private static Load warming(ProxiedService service) {
    return Load.on(service.port(), Duration.ofSeconds(2)).perSecond(200);
  }

  @BeforeEach
  void forget() {
    fake.reset();
  }

  @AfterAll
  void stop() {
    one.close();
    other.close();
    fake.close();
  }

  @Test
  void chat_thousandIdenticalColdRequests_areOneCallWithOneAnswer() {
    fake.always(Behaviour.text("answer {n}").delay(Duration.ofMillis(1_500)));
    Chat chat = Chat.with(apiKey, MODEL);
    String prompt = "cold " + UUID.randomUUID();
    CompletableFuture<LoadReport> first = crowd(one).start(chat.same(prompt));
    LoadReport second = crowd(other).run(chat.same(prompt));
    LoadReport joined = first.join();
    Findings.note("1 000 cold requests, one replica", joined);
    Findings.note("1 000 cold requests, the other", second);
    Findings.count("1 000 cold requests, calls", (double) fake.calls().total());
    assertAll(
        () -> assertEquals(500, joined.answers(200), joined::toString),
        () -> assertEquals(500, second.answers(200), second::toString),
        () -> assertTrue(fake.calls().total() <= 2, () -> fake.calls().total() + " calls"),
        () -> assertEquals(fake.calls().total(), chat.answers().size()),
        () -> assertTrue(joined.max() <= 4_000 && second.max() <= 4_000));
  }

  /** 500 requests within a quarter of a second, each on a connection of its own. */
  private static Load crowd(ProxiedService service) {
    return Load.on(service.port(), Duration.ofMillis(250)).perSecond(2_000).connections(500);
  }

  @Test
  void chat_hotKeyThroughThreeExpiries_isComputedOnceForEachAndHardlyAnybodyWaits() {
    Duration life = Duration.ofSeconds(4);
    int lives = 3;
    fake.always(Behaviour.text("answer {n}").delay(Duration.ofMillis(200)));
    Chat chat = Chat.with(apiKey, MODEL).field("X-Cache-TTL", Long.toString(life.toSeconds()));
    String prompt = "hot " + UUID.randomUUID();
    Load.on(one.port(), Duration.ofMillis(1)).perSecond(1_000).run(chat.same(prompt));
    long before = fake.calls().total();
    double missed = missed();
    Load load = Load.on(one.port(), life.multipliedBy(lives)).perSecond(250);
    CompletableFuture<LoadReport> first = load.start(chat.same(prompt));
    LoadReport second = Load.on(other.port(), load.lasting()).perSecond(250).run(chat.same(prompt));
    LoadReport joined = first.join();
    double calls = (double) (fake.calls().total() - before) / lives;
    Findings.note("hot key, one replica", joined);
    Findings.note("hot key, the other", second);
    Findings.count("hot key, calls for each expiry", calls);
    assertAll(
        () -> assertEquals(joined.count(), joined.answers(200), joined::toString),
        () -> assertEquals(second.count(), second.answers(200), second::toString),
        () -> assertTrue(calls >= 0.5 && calls <= 1.5, () -> calls + " calls for each expiry"),
        () -> assertTrue(missed() - missed <= FEW, "many found no answer and had to wait"),
        () -> assertTrue(Math.max(joined.percentile(0.5), second.percentile(0.5)) <= 50),
        () -> assertTrue(Math.max(joined.max(), second.max()) <= 5_000));
  }

  /** Requests that found no answer, on both replicas; counted once a second. */
  private double missed() {
    Pause.of(Duration.ofMillis(2_500));
    return missed(one) + missed(other);
  }

  private static double missed(ProxiedService service) {
    Matcher misses = MISSES.matcher(service.service().get("/q/metrics").body());
    assertTrue(misses.find(), "no such metric");
    return Double.parseDouble(misses.group(1));
  }

  @Test
  void chat_replicaThatAsksIsKilled_theOtherAnswersWithinFiveSeconds() {
    fake.next(Behaviour.silence());
    Chat chat = Chat.with(apiKey, MODEL);
    String prompt = "taken over " + UUID.randomUUID();
    ProxiedService victim = replica();
    CompletableFuture<LoadReport> lost;
    CompletableFuture<LoadReport> waiting;
    long killed;
    try (victim) {
      lost = single(victim).start(chat.same(prompt));
      fake.calls().awaitTotal(1, Duration.ofSeconds(5));
      waiting = waiters(other).start(chat.same(prompt));
      Pause.of(Duration.ofMillis(500));
      assertEquals(1, fake.calls().total(), "the others wait");
      victim.service().kill9();
      killed = System.nanoTime();
    }
    LoadReport served = waiting.join();
    double last =
        served.samples().stream().mapToDouble(s -> (s.end() - killed) / 1e6).max().orElse(0);
    Findings.note("replica killed, the last who waited was served after", last);
    assertAll(
        () -> assertEquals(1, lost.join().count(Outcome.BROKEN)),
        () -> assertEquals(100, served.answers(200), served::toString),
        () -> assertTrue(last <= 5_000, () -> last + " ms"),
        () -> assertEquals(2, fake.calls().total()));
  }

  private static Load single(ProxiedService service) {
    return new Load(service.port(), 1, 1_000, Duration.ofMillis(1), Duration.ofSeconds(15));
  }

  private static Load waiters(ProxiedService service) {
    return new Load(service.port(), 100, 1_000, Duration.ofMillis(100), Duration.ofSeconds(15));
  }
}
