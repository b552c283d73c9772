package ai.agentcache.agent.progress;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a batch is.
 *
 * @param user of whom
 * @param type of which type
 * @param status whether it has been written
 * @param size how many updates it has so far
 * @param failed how many of them could not be applied
 * @param openedAt when its first update was accepted
 * @param appliedAt when the last of it was written, null while nothing is
 */
record BatchState(
    UserKey user,
    String type,
    Status status,
    int size,
    int failed,
    Instant openedAt,
    @Nullable Instant appliedAt) {

  /** Whether a batch has been written. */
  enum Status {
    PENDING,
    APPLIED,
    FAILED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** From what waits of it and what was written; empty when there is neither. */
  static Optional<BatchState> of(Optional<WaitingBatch> waiting, Optional<WrittenBatch> written) {
    if (written.isEmpty()) {
      return waiting.map(BatchState::of);
    }
    WrittenBatch known = written.get();
    Status done = known.failed() > 0 ? Status.FAILED : Status.APPLIED;
    return Optional.of(
        new BatchState(
            known.user(),
            known.type(),
            waiting.isPresent() ? Status.PENDING : done,
            waiting.map(WaitingBatch::size).orElse(known.size()),
            known.failed(),
            known.openedAt(),
            known.appliedAt()));
  }

  private static BatchState of(WaitingBatch waiting) {
    Instant opened = Instant.ofEpochMilli(waiting.openedMillis());
    return new BatchState(
        waiting.user(), waiting.type(), Status.PENDING, waiting.size(), 0, opened, null);
  }
}
