package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.Alone;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two replicas on one Redis: what one changes, the other does not answer a second later. */
@Alone
@ExtendWith(Rig.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoherenceIT {

  private static final Duration WATCHED = Duration.ofSeconds(2);
  private static final double BOUND_MILLIS = 1000;

  private static final Pattern HITS = Pattern.compile("\"cache_hits\":(\\d+)");

  private final ProxiedService writer;
  private final ProxiedService reader;
  private final String apiKey;

  CoherenceIT(Stores stores, ProxiedService shared) {
    this.writer = shared;
    this.reader = ProxiedService.start(stores, Map.of());
    this.apiKey = writer.newKey("coherence");
  }

  @AfterAll
  void stop() {
    reader.close();
  }

  /** What is done on the writer to entries that the reader holds in memory. */
  enum Change {
    OVERWRITE,
    KEY,
    NAMESPACE,
    TAG,
    MODEL;

    void apply(Replicas replicas, List<String> keys) {
      switch (this) {
        case OVERWRITE -> replicas.set("new");
        case KEY -> keys.forEach(key -> replicas.invalidate("key", key));
        default -> replicas.invalidate(name().toLowerCase(Locale.ROOT), replicas.scope());
      }
    }

    long expectedNew(Replicas replicas) {
      return this == OVERWRITE ? replicas.count() : 0;
    }
  }

  @ParameterizedTest
  @EnumSource
  void change_onOneReplica_theOtherForgetsWithinASecond(Change change) {
    assertForgotten(change, "healthy", () -> {});
  }

  @ParameterizedTest
  @EnumSource
  void change_whoseMessageIsLost_theOtherForgetsWithinASecond(Change change) {
    assertForgotten(
        change,
        "message lost",
        () -> assertEquals(1, reader.redis().silenceThoseThatSaid("TRACKING")));
  }

  private void assertForgotten(Change change, String what, Runnable fault) {
    String scope = "s-" + UUID.randomUUID();
    Replicas replicas = new Replicas(writer, reader, apiKey, scope);
    List<String> keys = replicas.set("old");
    replicas.warm("old");
    fault.run();
    change.apply(replicas, keys);
    long changed = System.nanoTime();
    double last = replicas.lastAnswered("old", changed, WATCHED);
    Findings.note(change + ", " + what + ", old value last answered after", last);
    assertAll(
        () -> assertTrue(last <= BOUND_MILLIS, () -> last + " ms"),
        () -> assertEquals(0, replicas.answeredWith("old")),
        () -> assertEquals(change.expectedNew(replicas), replicas.answeredWith("new")));
  }

  @Test
  void rateLimit_loadOnBothReplicas_admitsAtMostTwoPercentTooMany() {
    int limit = 300;
    Entries entries = new Entries("limit", writer.newKey("limited", limit), 10);
    CompletableFuture<LoadReport> one = limited(writer).start(entries.gets());
    LoadReport other = limited(reader).run(entries.gets());
    LoadReport first = one.join();
    long admitted = first.answers(200) + other.answers(200);
    Findings.note("limit of 300, writer", first);
    Findings.note("limit of 300, reader", other);
    assertAll(
        () -> assertTrue(admitted <= limit * 1.02, () -> admitted + " admitted"),
        () -> assertTrue(admitted >= limit * 0.9, () -> admitted + " admitted"),
        () ->
            assertEquals(
                first.count() + other.count() - admitted, first.answers(429) + other.answers(429)));
  }

  private static Load limited(ProxiedService service) {
    return Load.on(service.port(), Duration.ofSeconds(4)).perSecond(200).connections(16);
  }

  @Test
  void stats_requestsOnBothReplicas_areTheSameSumOnBoth() {
    Entries entries = new Entries("stats", writer.newKey("counted"), 10).storedIn(writer);
    long expected = hit(writer, 40, entries) + hit(reader, 50, entries);
    Pause.until(() -> hits(writer, entries) == expected, Duration.ofSeconds(6));
    Pause.until(() -> hits(reader, entries) == expected, Duration.ofSeconds(6));
  }

  private static long hit(ProxiedService service, int requests, Entries entries) {
    Load load = Load.on(service.port(), Duration.ofSeconds(1)).perSecond(requests);
    LoadReport report = load.run(entries.gets());
    assertTrue(report.count(Outcome.HIT) > 0, report::toString);
    return report.count(Outcome.HIT);
  }

  private static long hits(ProxiedService service, Entries entries) {
    String body = service.get("/api/stats?period=1h", entries.apiKey()).body();
    Matcher hits = HITS.matcher(body);
    return hits.find() ? Long.parseLong(hits.group(1)) : -1;
  }
}
