package ai.agentcache.upload.tracking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Upload sessions. */
@ConfigMapping(prefix = "agentcache.upload.tracking")
public interface TrackingConfig {

  /**
   * The rate by which the time of an upload is estimated when neither its client nor a decision
   * says how long it will take nor an earlier upload of the user was measured, megabits a second.
   */
  @WithDefault("100")
  double assumedMbps();

  /** How often sessions that were given up are looked for; one replica does it at a time. */
  @WithDefault("1m")
  Duration janitor();

  /** Live progress of sessions. */
  Events events();

  /** Live progress of sessions. */
  interface Events {

    /** How often progress is looked up for a stream. */
    @WithDefault("500ms")
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
}
