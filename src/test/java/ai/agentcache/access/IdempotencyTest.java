package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.redis.RedisGateway;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Inject Idempotency idempotency;
  @Inject RedisGateway redis;

  private final String key = UUID.randomUUID().toString();
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void once_withoutKey_simplyWorks() {
    assertEquals("1", once(null, "a"));
    assertEquals("2", once(null, "a"));
  }

  @Test
  void once_sameKeyAndBody_givesTheFirstAnswerAgain() {
    assertEquals("1", once(key, "a"));
    assertEquals("1", once(key, "a"));
    assertEquals(1, done.get());
  }

  @Test
  void once_sameKeyOtherScope_isAnotherMatter() {
    assertEquals("1", once(key, "a"));
    assertEquals("2", await(idempotency.once("other", key, bytes("a"), this::work)));
  }

  @Test
  void once_sameKeyOtherBody_conflicts() {
    once(key, "a");

    ApiException refused = assertThrows(ApiException.class, () -> once(key, "b"));

    assertEquals(ErrorCode.IDEMPOTENCY_CONFLICT, refused.code());
    assertEquals(1, done.get());
  }

  @Test
  void once_workFails_mayBeTriedAgain() {
    assertThrows(
        IllegalStateException.class,
        () ->
            await(
                idempotency.once(
                    "test",
                    key,
                    bytes("a"),
                    () -> Uni.createFrom().failure(new IllegalStateException("test")))));

    assertEquals("1", once(key, "a"));
  }

  @Test
  void once_answerIsAnError_mayBeTriedAgain() {
    Answer busy = new Answer(503, Buffer.buffer("busy"));
    assertEquals(
        "busy",
        await(idempotency.once("test", key, bytes("a"), () -> Uni.createFrom().item(busy))));

    assertEquals("1", once(key, "a"));
  }

  @Test
  void once_whileTheFirstIsAtWork_waitsForItsAnswer() {
    CompletableFuture<Answer> first = new CompletableFuture<>();
    var atWork = started(first);
    var repeated =
        idempotency
            .once("test", key, bytes("a"), this::work)
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());

    first.complete(new Answer(201, Buffer.buffer("slow")));

    assertEquals("slow", atWork.awaitItem(PATIENCE).getItem().body().toString());
    assertEquals("slow", repeated.awaitItem(PATIENCE).getItem().body().toString());
    assertEquals(0, done.get());
  }

  @Test
  void once_firstTakesTooLong_conflicts() {
    started(new CompletableFuture<>());

    ApiException refused = assertThrows(ApiException.class, () -> once(key, "a"));

    assertEquals(ErrorCode.CONFLICT, refused.code());
    assertEquals(0, done.get());
  }

  @Test
  void once_callerHangsUp_answerIsKept() {
    CompletableFuture<Answer> first = new CompletableFuture<>();
    started(first).cancel();

    first.complete(new Answer(201, Buffer.buffer("kept")));

    assertEquals("kept", once(key, "a"));
  }

  @Test
  void once_answerInRedis_isEncryptedAndExpires() {
    await(
        idempotency.once(
            "secret",
            key,
            bytes("a"),
            () -> Uni.createFrom().item(new Answer(201, Buffer.buffer("ac_live_shown_once")))));

    String place =
        redis
            .send(Request.cmd(Command.KEYS).arg("agentcache:idem:{secret}:*"))
            .await()
            .atMost(PATIENCE)
            .get(0)
            .toString();
    String kept =
        redis.send(Request.cmd(Command.GET).arg(place)).await().atMost(PATIENCE).toString();
    long life = redis.send(Request.cmd(Command.TTL).arg(place)).await().atMost(PATIENCE).toLong();

    assertFalse(kept.contains("shown_once"), kept);
    assertFalse(place.contains(key), place);
    assertTrue(life > 86_000 && life <= 86_400, "lives " + life + " s");
  }

  private UniAssertSubscriber<Answer> started(CompletableFuture<Answer> outcome) {
    AtomicBoolean begun = new AtomicBoolean();
    var subscriber =
        idempotency
            .once(
                "test",
                key,
                bytes("a"),
                () -> {
                  begun.set(true);
                  return Uni.createFrom().completionStage(outcome);
                })
            .subscribe()
            .withSubscriber(UniAssertSubscriber.<Answer>create());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!begun.get() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return subscriber;
  }

  private String once(@Nullable String idempotencyKey, String body) {
    return await(idempotency.once("test", idempotencyKey, bytes(body), this::work));
  }

  private Uni<Answer> work() {
    return Uni.createFrom()
        .item(() -> new Answer(201, Buffer.buffer(String.valueOf(done.incrementAndGet()))));
  }

  private static String await(Uni<Answer> answer) {
    return answer.await().atMost(PATIENCE).body().toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
