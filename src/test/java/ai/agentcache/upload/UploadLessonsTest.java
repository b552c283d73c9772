package ai.agentcache.upload;

import static ai.agentcache.upload.UploadRig.post;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.agentcache.upload.decision.Followed;
import ai.agentcache.upload.edge.Observation;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadLessonsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SIZE = 1_000;

  @Inject UploadRig rig;
  @Inject UploadLessons lessons;

  private String tenant;
  private String key;
  private String user = "ann";

  @BeforeEach
  void edgesAreKnown() {
    rig.awaitSchema();
    tenant = "lessons-" + UUID.randomUUID().toString().substring(0, 12);
    key = UploadRig.key(tenant);
    Keys.awaitEdges(key);
  }

  @Test
  void upload_byADecision_teachesTheEdgesItLists() {
    String decision = decided();

    upload(decision, "'tyo-1','sfo-nowhere','mia-1','tyo-1'");

    assertEquals(List.of("tyo-1"), taught(decision));
  }

  @Test
  void upload_ofOneEdge_teachesItsRate() {
    String decision = decided();

    upload(decision, "'tyo-1','tyo-1'");

    taught(decision);
    assertEquals(
        1,
        rig.number(
            "SELECT count(*) FROM edge_metrics WHERE decision_id = $1 AND mbps > 0",
            UUID.fromString(decision)));
  }

  @Test
  void upload_secondOfADecision_teachesNothing() {
    String decision = decided();
    upload(decision, "'tyo-1'");
    assertEquals(List.of("tyo-1"), taught(decision));

    upload(decision, "'tyo-1','sin-1','hkg-1'");
    upload(decision, "'tyo-1'");

    assertEquals(List.of("tyo-1"), taught(decision));
  }

  @Test
  void upload_withoutADecisionOfItsTenant_completesAndTeachesNothing() {
    String decision = decided();
    long before = observed();
    String mine = key;
    key = UploadRig.key(tenant + "-b");

    upload(decision, "'tyo-1'");
    upload(UUID.randomUUID().toString(), "'tyo-1'");
    upload("no-decision", "'tyo-1'");
    upload(null, "'tyo-1'");

    assertEquals(List.of(), taught(decision));
    assertEquals(before, observed());
    assertEquals(
        4,
        rig.number(
            "SELECT sum(uploads)::bigint FROM upload_patterns WHERE tenant = $1", tenant + "-b"));
    key = mine;
    upload(decision, "'tyo-1'");
    assertEquals(List.of("tyo-1"), taught(decision));
  }

  @Test
  void upload_byAKeyOfAnotherUser_doesNotUseTheDecisionUp() {
    String decision = decided();
    String mine = key;
    user = "ben";
    key = UploadRig.keyFor(tenant, user);
    upload(decision, "'tyo-1'");
    assertEquals(List.of(), taught(decision));

    user = "ann";
    key = mine;
    upload(decision, "'tyo-1'");
    assertEquals(List.of("tyo-1"), taught(decision));
  }

  @Test
  void observation_fasterThanAClientMayMeasure_isCapped() {
    Observation seen = observed(1L << 50, 0.001, List.of("tyo-1"));
    assertEquals(Measurement.MOST_MBPS, seen.mbps(), 1e-6);
    assertEquals(Measurement.MOST_MBPS / 1_000, seen.megabits(), 1e-6);
    assertEquals(8, observed(10_000_000, 10, List.of("tyo-1")).mbps(), 1e-9);
  }

  @Test
  void observation_ofSeveralEdges_hasAnEqualPartAndNoRate() {
    Observation seen = observed(10_000_000, 10, List.of("tyo-1", "sin-1"));
    assertEquals(40, seen.megabits(), 1e-9);
    assertFalse(seen.mbps() > 0);
  }

  private static Observation observed(long bytes, double seconds, List<String> used) {
    return UploadLessons.observation(
        new Followed(new UUID(1, 2), Set.of("tyo-1"), used, seconds, bytes, Instant.EPOCH));
  }

  private String decided() {
    return post(
            key,
            "optimal-edges",
            "{'userId':'ann','fileSize':1000,'fileHash':'h',"
                + "'userLocation':{'lat':35.7,'lng':139.7}}")
        .statusCode(200)
        .extract()
        .path("decisionId");
  }

  private void upload(@Nullable String decision, String edges) {
    String follows = decision == null ? "" : ",'decisionId':'" + decision + "'";
    String session =
        post(
                key,
                "track-upload",
                ("{'action':'start','userId':'%s','fileName':'f','fileSize':%d,'fileHash':'h',"
                        + "'chunkSize':%d,'edgesUsed':[%s]%s}")
                    .formatted(user, SIZE, SIZE, edges, follows))
            .statusCode(200)
            .extract()
            .path("session.sessionId");
    post(
            key,
            "track-upload",
            "{'action':'progress','sessionId':'%s','chunksCompleted':1,'bytesUploaded':%d}"
                .formatted(session, SIZE))
        .statusCode(200);
    post(key, "track-upload", "{'action':'complete','sessionId':'" + session + "'}")
        .statusCode(200)
        .body("warnings", hasSize(0));
  }

  /** The edges that uploads by a decision have taught of, once all that waits is written. */
  private List<String> taught(String decision) {
    written();
    return new ArrayList<>(
        rig.rows(
            "SELECT edge_id FROM edge_metrics WHERE decision_id = $1 ORDER BY edge_id",
            Tuple.of(UUID.fromString(decision)),
            row -> row.getString(0)));
  }

  private long observed() {
    written();
    return rig.number("SELECT count(*) FROM edge_metrics WHERE source = 'upload'");
  }

  /** Twice: the first may join one that was about to end when the last thing came. */
  private void written() {
    lessons.flush().chain(lessons::flush).await().atMost(PATIENCE);
  }
}
