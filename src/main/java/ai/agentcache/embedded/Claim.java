package ai.agentcache.embedded;

import ai.agentcache.launch.LaunchRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * The right of one service to a data directory: a file lock, which ends with its process, however
 * that ends. Beside it, for the others to read, who holds it and whether it is about to leave. Must
 * stay reachable, or the lock is collected.
 */
record Claim(FileChannel channel) {
  private static final Duration LEAVING = Duration.ofSeconds(40);
  private static final Duration STAYING = Duration.ofSeconds(1);
  private static final String STOPPING = " stopping";

  /**
   * Takes it, waiting for a service that is shutting down.
   *
   * @throws LaunchRefusal naming the process that holds it
   */
  static Claim take(Layout layout) {
    try {
      FileChannel channel =
          FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!Patience.until(() -> locked(channel), STAYING) && !awaitLeaving(layout, channel)) {
        channel.close();
        throw refusal(layout);
      }
      write(layout, "");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> write(layout, STOPPING)));
      return new Claim(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean awaitLeaving(Layout layout, FileChannel channel) {
    return owner(layout).endsWith(STOPPING) && Patience.until(() -> locked(channel), LEAVING);
  }

  private static boolean locked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LaunchRefusal refusal(Layout layout) {
    return new LaunchRefusal(
        List.of(
            layout.home() + " is in use by another AgentCache, process " + owner(layout).strip(),
            "end it, or give this one its own directory with AGENTCACHE_EMBEDDED_DIRECTORY, or"
                + " servers of its own with QUARKUS_REDIS_HOSTS and DATABASE_URL"));
  }

  private static String owner(Layout layout) {
    try {
      return Files.readString(layout.owner());
    } catch (NoSuchFileException e) {
      return "unknown";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Layout layout, String state) {
    try {
      Files.writeString(layout.owner(), ProcessHandle.current().pid() + state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
