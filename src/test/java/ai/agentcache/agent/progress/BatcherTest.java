package ai.agentcache.agent.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.health.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatcherTest {

  private static final int MANY = 1_000;
  private static final int BYTES = 100;

  private final Batcher batcher = new Batcher(10, 5_000);

  private static Update update(String batch, int number, long opened) {
    return new Update(
        new Update.Place(0, opened + "-" + number),
        batch,
        opened,
        new UserKey("t", "u"),
        batch + number,
        "progress",
        Fields.of("{}"),
        BYTES);
  }

  private void add(String batch, int count, long opened) {
    IntStream.range(0, count).forEach(i -> batcher.add(update(batch, i, opened)));
  }

  @Test
  void heldBytes_addsUpWhatIsHeld() {
    List<Update> updates = IntStream.range(0, 7).mapToObj(i -> update("b", i, 0)).toList();
    updates.forEach(batcher::add);
    batcher.add(updates.get(0));
    assertEquals(7 * BYTES, batcher.heldBytes());
    batcher.settled(updates.subList(0, 5));
    assertEquals(2 * BYTES, batcher.heldBytes());
  }

  @Test
  void check_batchesWaitForTooLong_isToldByDegrees() {
    Duration age = Duration.ofSeconds(5);
    assertEquals(Status.HEALTHY, BatcherCheck.status(Duration.ofSeconds(10), age));
    assertEquals(Status.DEGRADED, BatcherCheck.status(Duration.ofSeconds(11), age));
    assertEquals(Status.UNHEALTHY, BatcherCheck.status(Duration.ofSeconds(61), age));
  }

  @Test
  void due_tenItems_atOnce() {
    add("a", 9, 1_000);
    assertEquals(List.of(), batcher.due(1_000, MANY, false));
    batcher.add(update("a", 9, 1_000));
    assertEquals(10, batcher.due(1_000, MANY, false).size());
  }

  @Test
  void due_fewerItems_afterFiveSeconds() {
    add("a", 1, 1_000);
    add("b", 2, 2_000);
    assertEquals(List.of(), batcher.due(5_999, MANY, false));
    assertEquals(1, batcher.due(6_000, MANY, false).size());
    assertEquals(3, batcher.due(7_000, MANY, false).size());
    assertEquals(3, batcher.due(1_000, MANY, true).size());
  }

  @Test
  void due_untilSettled_again() {
    add("a", 10, 0);
    List<Update> due = batcher.due(0, MANY, false);
    assertEquals(due, batcher.due(0, MANY, false));
    batcher.settled(due);
    assertEquals(List.of(), batcher.due(9_999, MANY, true));
    assertEquals(0, batcher.held());
  }

  @Test
  void due_moreThanAtOnce_wholeBatchesUpToThere() {
    add("a", 10, 0);
    add("b", 10, 0);
    add("c", 10, 0);
    assertEquals(20, batcher.due(0, 11, false).size());
  }

  @Test
  void add_heldAlready_countsOnce() {
    add("a", 3, 0);
    add("a", 3, 0);
    assertEquals(3, batcher.held());
  }

  @Test
  void failed_onItsOwn_restsAndIsGivenUpTheThirdTime() {
    add("a", 2, 0);
    Update bad = batcher.due(5_000, MANY, false).get(0);
    assertFalse(batcher.failed(bad, 5_000));
    assertEquals(1, batcher.due(5_999, MANY, false).size());
    assertEquals(2, batcher.due(6_000, MANY, false).size());
    assertFalse(batcher.failed(bad, 6_000));
    assertTrue(batcher.failed(bad, 7_000));
    batcher.settled(List.of(bad));
    assertEquals(1, batcher.held());
  }

  @Test
  void lagMillis_oldestBatch_isItsAge() {
    assertEquals(0, batcher.lagMillis(9));
    add("a", 1, 1_000);
    add("b", 1, 3_000);
    assertEquals(4_000, batcher.lagMillis(5_000));
  }
}
