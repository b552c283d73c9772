package ai.agentcache.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Which HTTP a server speaks over TLS. The first call finds out, and the others wait until it has:
 * they could not know how many connections to open. Of a server without HTTP/2 a call looks again
 * from time to time, for which nobody waits.
 *
 * <p>Takes the time; safe for use by several threads.
 */
final class Spoken {

  private static final long LOOK_AGAIN_NANOS = 600_000_000_000L;

  private volatile @Nullable HttpVersion version;
  private @Nullable Promise<Void> look;
  private long lookedAt;

  /** Whether the caller is the one to find out; then it has to tell what it found, or did not. */
  synchronized boolean isMineToFind(long now) {
    boolean mine =
        version == null
            ? look == null
            : version == HttpVersion.HTTP_1_1 && now - lookedAt >= LOOK_AGAIN_NANOS;
    if (mine) {
      lookedAt = now;
      look = version == null ? Promise.promise() : null;
    }
    return mine;
  }

  /** Succeeds when it is known, or as well known as it will be for now. */
  synchronized Future<Void> settled() {
    return look == null ? Future.succeededFuture() : look.future();
  }

  /** Whether HTTP/2 is known not to be offered. */
  boolean isWithoutHttp2() {
    return version == HttpVersion.HTTP_1_1;
  }

  /** What a connection that offered HTTP/2 has come to, or null if there was none. */
  void told(@Nullable HttpVersion found) {
    if (found == null || found != version) {
      Promise<Void> waiting = settle(found);
      if (waiting != null) {
        waiting.tryComplete();
      }
    }
  }

  private synchronized @Nullable Promise<Void> settle(@Nullable HttpVersion found) {
    version = found == null ? version : found;
    Promise<Void> waiting = look;
    look = null;
    return waiting;
  }
}
