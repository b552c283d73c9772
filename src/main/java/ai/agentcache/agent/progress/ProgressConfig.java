package ai.agentcache.agent.progress;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Progress that agents report. */
@ConfigMapping(prefix = "agentcache.agent.progress")
public interface ProgressConfig {

  /**
   * Names of numbers that are added up, besides those that end in `_count` or `_total`; camel case
   * counts as snake case. A field that has been stored under one rule stays so.
   */
  @WithDefault(
      "messages,minutes,duration_minutes,words_learned,words_practiced,lessons_completed,"
          + "exercises_completed,sessions,sessions_completed,corrections,mistakes,points,xp")
  List<String> counters();

  /** Updates that may wait in each of the eight streams; more are answered 503. */
  @WithDefault("25000")
  long backlog();

  /** Updates of a batch. */
  @WithDefault("10")
  int batchItems();

  /** A batch is written after this long at the latest. */
  @WithDefault("5s")
  Duration batchAge();

  /** How often new updates are looked for. */
  @WithDefault("200ms")
  Duration poll();

  /** How often a replica says that it is there. */
  @WithDefault("1s")
  Duration heartbeat();

  /** A replica that has said nothing for this long is gone; the others take its part over. */
  @WithDefault("4s")
  Duration absence();

  /** Updates that a replica has taken and not settled after this long are taken over. */
  @WithDefault("10s")
  Duration claimAfter();

  /** How often such updates are looked for. */
  @WithDefault("2s")
  Duration claimEvery();

  /** Updates that one replica holds in memory; more stay in Redis until there is room. */
  @WithDefault("20000")
  int held();

  /** The same in bytes, as they are in Redis. */
  @WithDefault("32M")
  MemorySize heldBytes();

  /** Updates that are written at once. */
  @WithDefault("1000")
  int writtenAtOnce();

  /** An update id counts as a repetition for this long. */
  @WithDefault("24h")
  Duration idempotency();

  /** What has been applied, and in which batches, is remembered for this long. */
  @WithDefault("7d")
  Duration remembered();

  /** Updates that cannot be applied and are kept for inspection, for each stream. */
  @WithDefault("1000")
  int deadLetters();

  /** When the service ends, the last batches have this long. */
  @WithDefault("5s")
  Duration shutdownTimeout();
}
