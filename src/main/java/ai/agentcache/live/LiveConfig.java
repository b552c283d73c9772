package ai.agentcache.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Live events. */
@ConfigMapping(prefix = "agentcache.live")
public interface LiveConfig {

  /** How often is looked for changes, once for all who listen to the same on a replica. */
  @WithDefault("1s")
  Duration poll();

  /** Streams of one key at once on one replica; more are answered 429. */
  @WithDefault("20")
  int perKey();

  /** Streams at once on one replica; more are answered 503. */
  @WithDefault("2000")
  int total();

  /** After how much silence a comment is sent. */
  @WithDefault("15s")
  Duration keepAlive();

  /** A stream ends after this long; the client goes on by `Last-Event-ID`. */
  @WithDefault("1h")
  Duration longest();
}
