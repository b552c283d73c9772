package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.Alone;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Uploads while Postgres is killed, takes no writes, or is kept busy by those who left. */
@Alone
@ExtendWith(Rig.class)
class UploadFaultsIT {

  private static final String JETTY = "/api/jetty/";
  private static final String UNKNOWN = "f".repeat(64);
  private static final Duration HEALING = Duration.ofSeconds(10);
  private static final Duration ABANDONING = Duration.ofMillis(50);
  private static final int LIMIT_MILLIS = 600;
  private static final int TRIES = 3;
  private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");

  private final ProxiedService service;
  private final Stores stores;
  private final String apiKey;
  private int turn;

  UploadFaultsIT(ProxiedService service, Stores stores) {
    this.service = service;
    this.stores = stores;
    this.apiKey = service.newKey("upload-faults");
  }

  @BeforeEach
  void edgesAreKnown() {
    Pause.until(() -> edges().statusCode() == 200, HEALING);
  }

  @AfterEach
  void healed() {
    Pause.until(() -> check(UNKNOWN).statusCode() == 200, HEALING);
  }

  @Test
  void killed_edgesFromMemory_look_upsRefusedInTime_andNothingCompletedIsLost() {
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      sessions.add(uploaded("killed-" + i));
    }
    CompletableFuture<List<String>> completing =
        CompletableFuture.supplyAsync(() -> sessions.stream().filter(this::completes).toList());
    Pause.until(() -> state(sessions.get(9)).equals("completed"), HEALING);
    service.killPostgres();
    assertEdgesAreAnsweredAndLookUpsAreNot("Postgres killed");
    List<String> acknowledged = completing.join();
    long back = service.revivePostgres();
    Pause.until(() -> check(UNKNOWN).statusCode() == 200, HEALING);
    Findings.note("Postgres killed, healed", (System.nanoTime() - back) / 1e6);
    Findings.count("of 60 completes acknowledged before the kill", acknowledged.size());
    assertTrue(acknowledged.size() >= 10, () -> acknowledged.size() + " acknowledged");
    acknowledged.forEach(id -> assertEquals("completed", state(id), id));
    sessions.forEach(id -> assertTrue(completes(id), id));
  }

  @Test
  void readOnly_readsAreAnswered_writesRefusedInTime_andHealAfterwards() {
    String session = uploaded("read-only");
    try (Administrator admin = new Administrator(stores)) {
      admin.run("ALTER SYSTEM SET default_transaction_read_only = on");
      try {
        admin.run("SELECT pg_reload_conf()");
        Pause.until(() -> start("late").statusCode() == 503, HEALING);
        inTime("read-only, edges", 200, this::edges);
        inTime("read-only, look-up", 200, () -> check(UNKNOWN));
        inTime("read-only, start", 503, () -> start("later"));
        inTime("read-only, complete", 503, () -> complete(session));
        assertEquals("uploading", state(session));
      } finally {
        admin.run("ALTER SYSTEM RESET default_transaction_read_only");
        admin.run("SELECT pg_reload_conf()");
      }
    }
    long back = System.nanoTime();
    Pause.until(() -> complete(session).statusCode() == 200, HEALING);
    Findings.note("read-only, healed", (System.nanoTime() - back) / 1e6);
    assertEquals("completed", state(session));
  }

  @Test
  void slowQueries_abandonedByTheirCallers_starveNobody() {
    try (Administrator admin = new Administrator(stores)) {
      CompletableFuture<Void> held =
          admin.start(
              "BEGIN; LOCK TABLE file_hashes IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(15); COMMIT");
      Pause.until(() -> check(UNKNOWN).statusCode() == 503, HEALING);
      LoadReport left =
          new Load(service.port(), 20, Double.POSITIVE_INFINITY, ABANDONING, Duration.ofSeconds(1))
              .run(() -> checking().abortedAfter(Duration.ofMillis(100)));
      long start = System.nanoTime();
      Pause.until(() -> sessions().statusCode() == 200, Duration.ofMillis(2_500));
      Findings.note("after abandoned queries, another is answered", since(start));
      Findings.note("abandoned queries", left);
      assertAll(
          () -> assertTrue(left.count(Outcome.ABORTED) >= 20, left::toString),
          () -> assertTrue(!held.isDone(), "the table was free again too early"));
      admin.run(
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'file_hashes'::regclass AND mode = 'AccessExclusiveLock'");
    }
  }

  private void assertEdgesAreAnsweredAndLookUpsAreNot(String what) {
    inTime(what + ", edges", 200, this::edges);
    HttpResponse<String> refused = inTime(what + ", look-up", 503, () -> check(UNKNOWN));
    assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    for (int i = 0; i < 5; i++) {
      assertEquals(200, edges().statusCode());
      assertEquals(503, check(UNKNOWN).statusCode());
    }
  }

  /** The best of some tries, for the machine may be busy. */
  private static HttpResponse<String> inTime(
      String what, int status, Supplier<HttpResponse<String>> call) {
    double best = Double.POSITIVE_INFINITY;
    HttpResponse<String> answer;
    int tries = 0;
    do {
      long start = System.nanoTime();
      answer = call.get();
      best = Math.min(best, since(start));
      tries++;
    } while (best > LIMIT_MILLIS && tries < TRIES);
    Findings.note(what, best);
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(best <= LIMIT_MILLIS, what + " took " + best + " ms");
    return answer;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private HttpResponse<String> post(String call, String json) {
    return service.post(JETTY + call, apiKey, json.replace('\'', '"'));
  }

  /** A user for each request: nobody meets a limit. */
  private String user() {
    return "'userId':'user-" + turn++ + "'";
  }

  private HttpResponse<String> edges() {
    return post("optimal-edges", "{%s,'fileSize':5,'fileHash':'%s'}".formatted(user(), UNKNOWN));
  }

  private String question(String hash) {
    return "{%s,'fileHash':'%s','fileSize':5}".formatted(user(), hash);
  }

  private HttpResponse<String> check(String hash) {
    return post("check-duplicate", question(hash));
  }

  private Exchange checking() {
    String json = question(UNKNOWN).replace('\'', '"');
    return Exchange.post(JETTY + "check-duplicate", apiKey, json, (status, body) -> Outcome.OTHER);
  }

  private HttpResponse<String> sessions() {
    return service.get(JETTY + "sessions?userId=user-1", apiKey);
  }

  private HttpResponse<String> start(String name) {
    return post(
        "track-upload",
        "{'action':'start',%s,'fileName':'%s','fileSize':5,'fileHash':'%s'}"
            .formatted(user(), name, name));
  }

  /** A new session all of whose chunks have arrived. */
  private String uploaded(String name) {
    HttpResponse<String> answer = start(name);
    Matcher id = SESSION.matcher(answer.body());
    assertTrue(id.find(), answer::body);
    String progress =
        "{'action':'progress','sessionId':'%s','chunksCompleted':1,'bytesUploaded':5}"
            .formatted(id.group(1));
    assertEquals(200, post("track-upload", progress).statusCode());
    return id.group(1);
  }

  private HttpResponse<String> complete(String session) {
    return post("track-upload", "{'action':'complete','sessionId':'%s'}".formatted(session));
  }

  private boolean completes(String session) {
    return complete(session).statusCode() == 200;
  }

  private String state(String session) {
    String body = service.get(JETTY + "sessions/" + session, apiKey).body();
    Matcher state = Pattern.compile("\"state\":\"(\\w+)\"").matcher(body);
    return state.find() ? state.group(1) : body;
  }
}
