package ai.agentcache.agent.progress;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Which partitions this replica sees to, as of a moment ago. While Redis is away nothing changes.
 */
@Singleton
final class Membership {

  private final MemberStore store;
  private final Clock clock;
  private final ProgressConfig config;
  private final String replica = UUID.randomUUID().toString();
  private volatile List<Integer> partitions = List.of();
  private volatile boolean met;
  private volatile long metAt;

  Membership(MemberStore store, Clock clock, ProgressConfig config) {
    this.store = store;
    this.clock = clock;
    this.config = config;
  }

  /** The partitions of this replica. */
  Uni<List<Integer>> partitions() {
    long now = clock.nanos();
    if (met && now - metAt < config.heartbeat().toNanos()) {
      return Uni.createFrom().item(partitions);
    }
    return store
        .meet(replica, config.absence())
        .map(
            replicas -> {
              met = true;
              metAt = now;
              partitions = Division.of(replicas, replica);
              return partitions;
            });
  }

  /** Lets the others take over at once. */
  Uni<Void> leave() {
    return store.leave(replica);
  }
}
