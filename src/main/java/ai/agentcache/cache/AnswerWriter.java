package ai.agentcache.cache;

import ai.agentcache.cache.flight.Answer;
import ai.agentcache.usage.UsageRecorder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Stores computed answers. */
@Singleton
final class AnswerWriter {

  private static final Logger LOG = Logger.getLogger(AnswerWriter.class);
  private static final Uni<Boolean> NO = Uni.createFrom().item(false);

  private final Shelf shelf;
  private final Offload offload;
  private final UsageRecorder usage;
  private final int maxBytes;
  private final int maxTtl;
  private final long keepSeconds;

  AnswerWriter(Shelf shelf, Offload offload, UsageRecorder usage, CacheConfig config) {
    this.shelf = shelf;
    this.offload = offload;
    this.usage = usage;
    this.maxBytes = config.maxValueBytes();
    this.maxTtl = (int) config.maxTtl().toSeconds();
    this.keepSeconds = config.keepExpired().toSeconds();
  }

  /** How long an answer lives that is stored on these terms, seconds. */
  int ttl(Terms terms) {
    return Math.min(terms.ttlSeconds(), maxTtl);
  }

  /**
   * Stores an answer unless it is too large or what it belongs to was invalidated since it was
   * begun.
   *
   * @param beganMicros when it was begun
   * @return whether it was stored; never fails
   */
  Uni<Boolean> write(Ask ask, Answer answer, long tookMillis, long beganMicros) {
    int size = RecordedAnswer.size(answer);
    if (size > maxBytes) {
      return NO;
    }
    return Uni.createFrom()
        .deferred(() -> offload.run(size, () -> RecordedAnswer.write(answer, tookMillis)))
        .chain(
            value ->
                value
                    .map(json -> write(entry(ask, answer, json, beganMicros)))
                    .orElseGet(AnswerWriter::notJson))
        .onFailure()
        .recoverWithItem(AnswerWriter::notStored);
  }

  private Entry entry(Ask ask, Answer answer, JsonSlice json, long micros) {
    Terms terms = ask.terms();
    return new Entry(
        ask.key(),
        ask.dimensions(),
        json,
        micros,
        ttl(terms),
        terms.tags(),
        answer.end().usage(),
        true,
        answer.end().costNanos());
  }

  /** An entry as of the beginning; it is stored as of now if nothing has made it void since. */
  private Uni<Boolean> write(Entry begun) {
    return shelf
        .isVoid(begun)
        .chain(isVoid -> isVoid ? NO : shelf.write(begun.storedAt(shelf.now()), keepSeconds))
        .invoke(stored -> count(begun, stored));
  }

  private void count(Entry entry, boolean stored) {
    if (stored) {
      usage.handle(entry.dimensions()).stored(entry.usage(), entry.costNanos());
    }
  }

  private static Uni<Boolean> notJson() {
    LOG.warn("an answer is not stored: its head or an event of it is not JSON");
    return NO;
  }

  private static boolean notStored(Throwable failure) {
    LOG.debugf("not stored: %s", failure.getMessage());
    return false;
  }
}
