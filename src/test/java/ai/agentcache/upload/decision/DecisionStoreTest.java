package ai.agentcache.upload.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.access.Caller;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DecisionStoreTest {

  private static final String EDGE =
      "['%s',0.5,0.9,false,[1,2,0,4,0],[0.1,0.2,0.3,0.4,0.5],0.02,100,1,1,2.5]";

  @Inject DecisionStore store;
  @Inject UploadRig rig;

  private final Instant at = Instant.parse("2026-05-06T07:08:09Z");
  private final UUID decision = UUID.randomUUID();

  @BeforeEach
  void kept() {
    rig.awaitSchema();
    String edges = EDGE.formatted("lon-1") + "," + EDGE.formatted("par-1");
    String document = ("{'request':{'userId':'ann'},'edges':[" + edges + "]}").replace('\'', '"');
    of(
        store.insert(
            List.of(
                new DecisionRow(
                    decision, "a", "ann", at, 1_000, "speed", "lon-1", 2.5, document))));
  }

  @Test
  void finish_first_saysWhatTheDecisionListsAndTheUploadUsed() {
    Followed followed = of(store.finish(List.of(outcome("a", 3)))).get(0);

    assertEquals(
        new Followed(decision, Set.of("lon-1", "par-1"), List.of("lon-1"), 3, 1_000, at), followed);
  }

  @Test
  void finish_again_isNotTheFirstWord() {
    assertEquals(1, of(store.finish(List.of(outcome("a", 3), outcome("a", 4)))).size());
    assertEquals(List.of(), of(store.finish(List.of(outcome("a", 5)))));
  }

  @Test
  void finish_byAnotherTenant_isNoWordAtAll() {
    List<Followed> first = of(store.finish(List.of(outcome("b", 3), outcome("a", 4))));

    assertEquals(List.of(4.0), first.stream().map(Followed::seconds).toList());
  }

  @Test
  void finish_byAKeyOfOneUser_isAWordOnDecisionsOfThatUserOnly() {
    List<Followed> first =
        of(store.finish(List.of(outcome("a", "ben", 3), outcome("a", "ann", 4))));

    assertEquals(List.of(4.0), first.stream().map(Followed::seconds).toList());
  }

  private Outcome outcome(String tenant, double seconds) {
    return outcome(tenant, null, seconds);
  }

  private Outcome outcome(String tenant, @Nullable String user, double seconds) {
    Caller caller = new Caller(tenant, "key", Caller.Role.LIVE, 1, 1, 0, user);
    return new Outcome(caller, decision, seconds, 1_000, List.of("lon-1"), at);
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }
}
