package ai.agentcache.faults;

import java.time.Duration;

/** What a proxy does with the bytes it has read, until it is told otherwise. */
sealed interface Traffic {

  /** Forwards at once. */
  record Passed() implements Traffic {}

  /** Forwards every piece this much later than it came. */
  record Delayed(Duration by) implements Traffic {}

  /** Forwards nothing and keeps what has come, as a stopped process would. */
  record Frozen() implements Traffic {}

  /** Forwards no faster than this, for each connection and direction. */
  record Limited(long bytesPerSecond) implements Traffic {}

  /** Closes each connection after so many more bytes from the target to the client. */
  record CutAfter(long bytes) implements Traffic {}

  /** Resets every new connection. */
  record Reset() implements Traffic {}
}
