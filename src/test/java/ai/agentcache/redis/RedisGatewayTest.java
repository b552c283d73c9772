package ai.agentcache.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is asked for in one turn of the event loop shares a write, and nothing else. */
class RedisGatewayTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int READS = 200;

  private static TestRedis redis;
  private static Vertx vertx;
  private static RedisGateway gateway;

  @BeforeAll
  static void open() throws IOException {
    redis = new TestRedis();
    vertx = Vertx.vertx();
    gateway = TestGateways.open(vertx, redis.address());
  }

  @AfterAll
  static void close() throws IOException {
    gateway.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  private static Request get(String key) {
    return Request.cmd(Command.GET).arg(key);
  }

  private static Request set(String key, String value) {
    return Request.cmd(Command.SET).arg(key).arg(value);
  }

  /** Sends all in one turn of one event loop; the answers, or what they failed with. */
  private static List<Object> inOneTurn(List<Request> requests) throws Exception {
    List<CompletableFuture<Object>> answers = new ArrayList<>();
    requests.forEach(request -> answers.add(new CompletableFuture<>()));
    vertx
        .getOrCreateContext()
        .runOnContext(
            v -> {
              for (int i = 0; i < requests.size(); i++) {
                CompletableFuture<Object> answer = answers.get(i);
                gateway
                    .send(requests.get(i))
                    .subscribe()
                    .with(response -> answer.complete(text(response)), answer::complete);
              }
            });
    List<Object> all = new ArrayList<>();
    for (CompletableFuture<Object> answer : answers) {
      all.add(answer.get(5, TimeUnit.SECONDS));
    }
    return all;
  }

  private static String text(@Nullable Response response) {
    return response == null ? "nothing" : response.toString();
  }

  private static void store(String key, String value) {
    gateway.send(set(key, value)).await().atMost(SOON);
  }

  @Test
  void send_manyReadsInOneTurn_eachGetsItsOwnAnswer() throws Exception {
    List<Request> reads = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < READS; i++) {
      boolean there = i % 3 != 0;
      if (there) {
        store("gateway-test:" + i, "value " + i);
      }
      reads.add(get("gateway-test:" + i));
      expected.add(there ? "value " + i : "nothing");
    }
    assertEquals(expected, inOneTurn(reads));
  }

  @Test
  void send_oneReadOfManyFails_theOthersAreAnswered() throws Exception {
    store("gateway-test:a", "first");
    store("gateway-test:b", "second");
    gateway.send(Request.cmd(Command.LPUSH).arg("gateway-test:list").arg("x")).await().atMost(SOON);
    List<Object> answers =
        inOneTurn(List.of(get("gateway-test:a"), get("gateway-test:list"), get("gateway-test:b")));
    assertEquals("first", answers.get(0));
    assertTrue(answers.get(1) instanceof UnavailableException, () -> "was " + answers.get(1));
    assertEquals("second", answers.get(2));
  }

  @Test
  void send_writesBetweenReads_keepTheirOrder() throws Exception {
    assertEquals(
        List.of("nothing", "OK", "one", "OK", "two"),
        inOneTurn(
            List.of(
                get("gateway-test:order"),
                set("gateway-test:order", "one"),
                get("gateway-test:order"),
                set("gateway-test:order", "two"),
                get("gateway-test:order"))));
  }

  @Test
  void send_noServer_failsInTime() throws IOException {
    RedisGateway nobody = TestGateways.open(vertx, TestRedis.nowhere());
    Uni<@Nullable Response> read = nobody.send(get("gateway-test:a"));
    assertThrows(UnavailableException.class, () -> read.await().atMost(SOON));
    nobody.close();
  }
}
