package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.event.Events;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnomalyWatchTest {

  private static final long START = 1_700_000_000 / 3_600 * 3_600;

  @Inject AnomalyWatch watch;
  @Inject UsageStore store;
  @Inject Events events;
  @Inject UploadRig rig;

  private final String tenant = "anomaly-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void schema() {
    rig.awaitSchema();
  }

  @Test
  void judge_fewerHitsAndMoreMoney_isToldOnceForTheHour() {
    List<Bucket> buckets = new ArrayList<>();
    for (int day = 1; day <= 6; day++) {
      buckets.add(bucket(START - day * 86_400L, 1_000, 800, 2));
      buckets.add(bucket(START - day * 86_400L + 3_600, 5, 0, 90));
    }
    buckets.add(bucket(START, 1_000, 200, 12));

    watch.judge(tenant, START, buckets);
    watch.judge(tenant, START, buckets);
    events.flush().await().atMost(Duration.ofSeconds(5));
    events.flush().await().atMost(Duration.ofSeconds(5));

    List<String> told =
        rig.rows(
            "SELECT type || ' ' || (data ->> 'value') || ' ' || (data ->> 'usual') FROM events"
                + " WHERE tenant = $1 ORDER BY type",
            Tuple.of(tenant),
            row -> row.getString(0));
    assertEquals(List.of("anomaly.cost 12 2", "anomaly.hit_rate 0.2 0.8"), told);
  }

  @Test
  void takeTurn_soonAgain_isNobodys() {
    store.takeTurn(Duration.ofMinutes(5)).await().atMost(Duration.ofSeconds(5));
    assertEquals(
        false, store.takeTurn(Duration.ofMinutes(5)).await().atMost(Duration.ofSeconds(5)));
  }

  private Bucket bucket(long start, long requests, long hits, long dollars) {
    Totals totals =
        new Totals()
            .add(Metric.HITS, hits)
            .add(Metric.MISSES, requests - hits)
            .add(Metric.SPENT, dollars * 1_000_000_000L);
    return new Bucket(start, Map.of(new Dimensions(tenant, "n", "p", "m", "a"), totals));
  }
}
