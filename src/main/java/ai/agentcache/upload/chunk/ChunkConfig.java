package ai.agentcache.upload.chunk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reports about the chunks of uploads. */
@ConfigMapping(prefix = "agentcache.upload.chunk")
public interface ChunkConfig {

  /** How long what was reported is kept in Redis after the last report. */
  @WithDefault("7d")
  Duration keep();

  /** A session of which nothing is heard for this long is given up. */
  @WithDefault("7d")
  Duration sessionIdle();

  /** How often the completed prefix of sessions under way is written to Postgres. */
  @WithDefault("1s")
  Duration flush();

  /** Sessions remembered in memory, so that a report needs one round trip to Redis. */
  @WithDefault("50000")
  long remembered();

  /** Longest wait for progress to be written; later the answer is 503. */
  @WithDefault("550ms")
  Duration patience();

  /** Reports of progress that wait to be written to Postgres at once; more are answered 503. */
  @WithDefault("10000")
  int maxWaiting();
}
