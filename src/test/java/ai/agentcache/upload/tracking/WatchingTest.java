package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.chunk.LiveSession;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Totals;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchingTest {

  private static final long SECOND = 1_000_000_000L;
  private static final SessionFacts SESSION =
      new SessionFacts(new UUID(0, 7), "t", "u", 1_000, 100, 10);

  private final Watching watching = new Watching(SESSION, null);

  @Test
  void tell_change_isToldOnceWithRateAndTimeLeft() {
    JsonObject first = data(watching, live("uploading", 1), 0);
    assertNull(first.getValue("bytesPerSecond"));
    assertEquals(10.0, first.getDouble("percentage"));
    assertTrue(watching.tell(live("uploading", 1), SECOND / 2).isEmpty());

    JsonObject second = data(watching, live("uploading", 3), 2 * SECOND);

    assertEquals("uploading", second.getString("phase"));
    assertTrue(second.getLong("bytesPerSecond") > 0);
    assertTrue(second.getLong("etaSeconds") > 0);
  }

  @Test
  void tell_allChunksThere_isFinishingAndThenTheEnd() {
    assertEquals("finishing", data(watching, live("uploading", 10), 0).getString("phase"));
    LiveSession over = live("completed", 10);
    String end = watching.tell(over, SECOND).orElseThrow().toString();
    assertTrue(end.startsWith("id: completed-10-1000\nevent: end\ndata: {"), end);
    assertTrue(Watching.isOver(over));
    assertFalse(Watching.isOver(live("paused", 10)));
  }

  @Test
  void tell_pausedWithAllChunks_isPaused() {
    assertEquals("paused", data(watching, live("paused", 10), 0).getString("phase"));
    assertEquals("finishing", data(watching, live("uploading", 10), 1).getString("phase"));
  }

  @Test
  void tell_afterTheLastEventSeen_saysOnlyWhatIsNew() {
    Watching again = new Watching(SESSION, "uploading-1-100");
    assertTrue(again.tell(live("uploading", 1), 0).isEmpty());
    assertTrue(again.tell(live("paused", 1), 1).isPresent());
    assertTrue(new Watching(SESSION, "paused-1-100").tell(live("failed", 1), 0).isPresent());
  }

  @Test
  void tell_afterTheEndWasSeen_saysNothing() {
    assertTrue(new Watching(SESSION, "failed-1-100").tell(live("failed", 1), 0).isEmpty());
  }

  private static JsonObject data(Watching watching, LiveSession live, long nanos) {
    String event = watching.tell(live, nanos).orElseThrow().toString();
    return new JsonObject(event.substring(event.indexOf("data: ") + 6).strip());
  }

  private static LiveSession live(String state, int chunks) {
    return new LiveSession(state, new Totals(chunks, chunks * 100L, chunks), Totals.NONE);
  }
}
