package ai.agentcache.agent.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.launch.Environment;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import ai.agentcache.time.ManualClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas that share nothing but Redis. */
@QuarkusTest
class RotationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject TokenStore store;
  @Inject TokenKeys keys;
  @Inject TokenConfig config;

  private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_790_000_000));
  private Replica here;
  private Replica there;
  private AgentClaims old;

  private record Replica(
      Revocations revocations, TokenReader reader, TokenWriter writer, Rotation rotation) {

    static Replica of(TokenStore store, TokenKeys keys, TokenConfig config, Clock clock) {
      Environment environment = Environment.DEVELOPMENT;
      Revocations revocations = new Revocations(store::revokedWithin, clock);
      TokenWriter writer = new TokenWriter(keys, environment, config, clock);
      return new Replica(
          revocations,
          new TokenReader(keys, environment, config, revocations, clock),
          writer,
          new Rotation(store, writer, revocations, clock, config, environment));
    }

    String refreshed(AgentClaims old) {
      return writer.signed(rotation.refresh(old).await().atMost(PATIENCE));
    }

    void hear() {
      revocations.refresh().await().atMost(PATIENCE);
    }

    void assertTaken(AgentClaims claims) {
      assertEquals(claims, reader.agent(writer.signed(claims)));
    }

    void assertRefused(AgentClaims claims) {
      String token = writer.signed(claims);
      ApiException refused = assertThrows(ApiException.class, () -> reader.agent(token));
      assertEquals(ErrorCode.INVALID_AGENT_TOKEN, refused.code());
    }
  }

  @BeforeEach
  void replicas() {
    here = Replica.of(store, keys, config, clock);
    there = Replica.of(store, keys, config, clock);
    old = here.writer.newAgent("tutor", "acme", "key-1", Set.of("progress:write", "health:read"));
  }

  @Test
  void refresh_hundredOnTwoReplicas_giveOneToken() {
    List<Uni<String>> refreshes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Replica replica = i % 2 == 0 ? here : there;
      refreshes.add(replica.rotation.refresh(old).map(replica.writer::signed));
    }

    List<String> tokens =
        Uni.join().all(refreshes).andFailFast().await().atMost(PATIENCE).stream()
            .distinct()
            .toList();

    assertEquals(1, tokens.size());
    AgentClaims fresh = there.reader.agent(tokens.get(0));
    assertNotEquals(old.id(), fresh.id());
    assertEquals(old.subject(), fresh.subject());
    assertEquals(old.tenant(), fresh.tenant());
    assertEquals(old.keyId(), fresh.keyId());
    assertEquals(old.permissions(), fresh.permissions());
  }

  @Test
  void refresh_withinTheGrace_givesTheSameAndTheOldOneWorks() {
    String first = here.refreshed(old);

    clock.advance(Duration.ofSeconds(29));
    there.hear();

    assertEquals(first, there.refreshed(old));
    here.assertTaken(old);
    there.assertTaken(old);
  }

  @Test
  void refresh_afterTheGrace_isRefusedOnEveryReplica() {
    here.refreshed(old);

    clock.advance(Duration.ofSeconds(30));

    here.assertRefused(old);
    assertEquals(
        ErrorCode.INVALID_AGENT_TOKEN,
        assertThrows(ApiException.class, () -> there.refreshed(old)).code());
    there.assertRefused(old);
    Replica third = Replica.of(store, keys, config, clock);
    third.assertTaken(old);
    third.hear();
    third.assertRefused(old);
  }

  @Test
  void refresh_ofWhatIsFresh_givesAThird() {
    AgentClaims fresh = here.rotation.refresh(old).await().atMost(PATIENCE);

    AgentClaims third = there.rotation.refresh(fresh).await().atMost(PATIENCE);

    assertEquals(3, Set.of(old.id(), fresh.id(), third.id()).size());
    here.assertTaken(third);
  }

  @Test
  void refresh_afterOneThatFailed_beginsAnew() {
    AtomicBoolean away = new AtomicBoolean(true);
    Rotation rotation =
        new Rotation(
            (end, next) ->
                away.get()
                    ? Uni.createFrom().failure(new UnavailableException("redis", "test"))
                    : store.rotate(end, next),
            store::revoke,
            here.writer,
            here.revocations,
            clock,
            config,
            Environment.DEVELOPMENT);
    assertThrows(UnavailableException.class, () -> rotation.refresh(old).await().atMost(PATIENCE));

    away.set(false);
    clock.advance(Duration.ofSeconds(40));
    AgentClaims fresh = rotation.refresh(old).await().atMost(PATIENCE);

    here.assertTaken(fresh);
    here.assertTaken(old);
  }

  @Test
  void refresh_ofWhatWasRevokedElsewhere_isRefusedAtOnce() {
    here.rotation.revoke(old).await().atMost(PATIENCE);

    assertEquals(
        ErrorCode.INVALID_AGENT_TOKEN,
        assertThrows(ApiException.class, () -> there.refreshed(old)).code());
  }

  @Test
  void revoke_ofWhatWasReplaced_endsWhatReplacedItToo() {
    AgentClaims fresh = there.rotation.refresh(old).await().atMost(PATIENCE);

    here.rotation.revoke(old.id()).await().atMost(PATIENCE);

    here.assertRefused(fresh);
    there.hear();
    there.assertRefused(fresh);
    there.assertRefused(old);
  }

  @Test
  void revoke_here_isKnownThereAfterOneLook() {
    here.rotation.revoke(old).await().atMost(PATIENCE);

    here.assertRefused(old);
    there.assertTaken(old);
    there.hear();
    there.assertRefused(old);
  }

  @Test
  void revoke_byIdWhileInGrace_endsTheGrace() {
    here.refreshed(old);
    there.hear();
    there.assertTaken(old);

    here.rotation.revoke(old.id()).await().atMost(PATIENCE);
    there.hear();

    there.assertRefused(old);
  }

  @Test
  void revoked_replicaThatStartsLater_knowsThem() {
    here.rotation.revoke(old).await().atMost(PATIENCE);
    Replica late = Replica.of(store, keys, config, clock);

    late.hear();

    late.assertRefused(old);
  }
}
