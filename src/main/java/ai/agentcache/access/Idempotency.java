package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a repeated request act once: the same {@code Idempotency-Key} with the same body gets the
 * first answer again, with another body a 409.
 *
 * <p>A place in Redis holds either a claim, {@code P<fingerprint><token>}, while somebody works, or
 * the outcome, {@code D<fingerprint><sealed answer>}. Only successes are kept; after a failure the
 * request may be tried again. A repetition that comes while the first is at work waits for it. Once
 * begun, work is finished and its answer kept even if its caller hangs up.
 */
@Singleton
public final class Idempotency {

  private static final int FINGERPRINT_LENGTH = 64;
  private static final long PAUSE_MILLIS = 50;

  private final IdempotencyStore store;
  private final AnswerCipher cipher;
  private final Hmac fingerprints;
  private final Vertx vertx;
  private final Clock clock;
  private final AccessConfig.Repeats config;

  Idempotency(
      IdempotencyStore store,
      AnswerCipher cipher,
      Pepper pepper,
      Vertx vertx,
      Clock clock,
      AccessConfig config) {
    this.store = store;
    this.cipher = cipher;
    this.fingerprints = new Hmac(pepper.fingerprintKey());
    this.vertx = vertx;
    this.clock = clock;
    this.config = config.idempotency();
  }

  /**
   * Does the work, or gives the answer it gave before.
   *
   * @param scope what the key is unique in: the operation, and the tenant where there is one
   * @param idempotencyKey the caller's key; without one the work is simply done
   * @param body what must be the same
   * @return the answer; fails with what the work fails with, with {@link ApiException}, or with
   *     {@code UnavailableException} when Redis cannot be reached
   */
  public Uni<Answer> once(
      String scope, @Nullable String idempotencyKey, byte[] body, Supplier<Uni<Answer>> work) {
    if (idempotencyKey == null) {
      return work.get();
    }
    String place = "agentcache:idem:{" + scope + "}:" + fingerprint(idempotencyKey);
    Attempt attempt = new Attempt(place, fingerprint(body), work);
    return attempt(attempt, clock.nanos() + config.patience().toNanos());
  }

  private Uni<Answer> attempt(Attempt attempt, long deadline) {
    String claim = "P" + attempt.fingerprint + UUID.randomUUID();
    return store
        .claim(attempt.place, claim, config.hold())
        .chain(
            taken ->
                taken.isEmpty() ? perform(attempt, claim) : repeat(attempt, taken.get(), deadline));
  }

  private Uni<Answer> perform(Attempt attempt, String claim) {
    Uni<Answer> performed =
        Uni.createFrom()
            .deferred(() -> attempt.work.get())
            .onItemOrFailure()
            .call((answer, failure) -> settle(attempt, claim, answer))
            .memoize()
            .indefinitely();
    performed.subscribe().with(answer -> {}, failure -> {});
    return performed;
  }

  /** The work is done: that its answer could not be kept must not turn it into a failure. */
  private Uni<Void> settle(Attempt attempt, String claim, @Nullable Answer answer) {
    Uni<Void> settled =
        answer != null && answer.isSuccess()
            ? store.settle(attempt.place, claim, outcome(attempt, answer), config.keep())
            : store.release(attempt.place, claim);
    return settled
        .onFailure()
        .invoke(failure -> Log.warnf("A repeated request may act again: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private String outcome(Attempt attempt, Answer answer) {
    return "D" + attempt.fingerprint + cipher.seal(answer, attempt.place);
  }

  private Uni<Answer> repeat(Attempt attempt, String taken, long deadline) {
    if (!taken.startsWith(attempt.fingerprint, 1)) {
      return refuse(
          ErrorCode.IDEMPOTENCY_CONFLICT, "Use a new `Idempotency-Key` for another body.");
    }
    if (taken.startsWith("D")) {
      return cipher
          .open(taken.substring(1 + FINGERPRINT_LENGTH), attempt.place)
          .map(answer -> Uni.createFrom().item(answer))
          .orElseGet(() -> refuse(ErrorCode.CONFLICT, "The first answer cannot be read any more."));
    }
    if (clock.nanos() - deadline >= 0) {
      return refuse(ErrorCode.CONFLICT, "The first request is still at work; repeat this later.");
    }
    return pause().chain(() -> attempt(attempt, deadline));
  }

  private Uni<Void> pause() {
    return Uni.createFrom()
        .emitter(emitter -> vertx.setTimer(PAUSE_MILLIS, timer -> emitter.complete(null)));
  }

  private static Uni<Answer> refuse(ErrorCode code, String details) {
    return Uni.createFrom().failure(new ApiException(code, details));
  }

  private String fingerprint(String text) {
    return fingerprint(text.getBytes(StandardCharsets.UTF_8));
  }

  private String fingerprint(byte[] bytes) {
    return HexFormat.of().formatHex(fingerprints.of(bytes));
  }

  private record Attempt(String place, String fingerprint, Supplier<Uni<Answer>> work) {}
}
