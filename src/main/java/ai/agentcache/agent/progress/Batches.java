package ai.agentcache.agent.progress;

import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalInt;

/** How batches are: what waits is in Redis, what was written in Postgres. */
@Singleton
final class Batches {

  private final ProgressStreamStore waiting;
  private final BatchStore written;

  Batches(ProgressStreamStore waiting, BatchStore written) {
    this.waiting = waiting;
    this.written = written;
  }

  /** A batch of a tenant, if there is one of that id. */
  Uni<Optional<BatchState>> find(String tenant, String batchId) {
    OptionalInt partition = Partition.ofBatch(batchId);
    if (partition.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    // In this order: a batch that goes from there to here while it is asked for is not missed.
    return waiting
        .batch(partition.getAsInt(), batchId)
        .chain(left -> written(left, batchId).map(done -> BatchState.of(left, done)))
        .map(found -> found.filter(batch -> batch.user().tenant().equals(tenant)));
  }

  private Uni<Optional<WrittenBatch>> written(Optional<WaitingBatch> left, String batchId) {
    Uni<Optional<WrittenBatch>> found = written.find(batchId);
    return left.isEmpty()
        ? found
        : found.onFailure(UnavailableException.class).recoverWithItem(Optional.empty());
  }
}
