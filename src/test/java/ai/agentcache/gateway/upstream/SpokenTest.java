package ai.agentcache.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who finds out what a server speaks, and who waits for it. */
class SpokenTest {

  private final Spoken server = new Spoken();

  @Test
  void unknown_theFirstFindsOut_theOthersWait() {
    assertTrue(server.isMineToFind(0));
    assertFalse(server.isMineToFind(1));
    Future<Void> settled = server.settled();
    assertFalse(settled.isComplete());
    server.told(HttpVersion.HTTP_1_1);
    assertTrue(settled.isComplete());
    assertTrue(server.settled().isComplete());
    assertTrue(server.isWithoutHttp2());
  }

  @Test
  void notFoundOut_nobodyWaits_theNextLooks() {
    server.isMineToFind(0);
    Future<Void> settled = server.settled();
    server.told(null);
    assertTrue(settled.isComplete());
    assertFalse(server.isWithoutHttp2());
    assertTrue(server.isMineToFind(1));
  }

  @Test
  void http2_isNotLookedForAgain_andMayEnd() {
    long hour = Duration.ofHours(1).toNanos();
    server.isMineToFind(0);
    server.told(HttpVersion.HTTP_2);
    assertFalse(server.isWithoutHttp2());
    assertFalse(server.isMineToFind(hour));
    server.told(HttpVersion.HTTP_1_1);
    assertTrue(server.isWithoutHttp2());
  }

  @Test
  void http1_isLookedAtAgain_andNobodyWaits() {
    long later = Duration.ofMinutes(10).toNanos();
    server.isMineToFind(0);
    server.told(HttpVersion.HTTP_1_1);
    assertFalse(server.isMineToFind(later - 1));
    assertTrue(server.isMineToFind(later));
    assertFalse(server.isMineToFind(later + 1));
    assertTrue(server.settled().isComplete());
    server.told(null);
    assertTrue(server.isWithoutHttp2());
    server.told(HttpVersion.HTTP_2);
    assertFalse(server.isWithoutHttp2());
  }
}
