package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static long sum(List<UsageRow> rows) {
    return rows.stream().mapToLong(row -> row.totals().get(Metric.HITS)).sum();
  }

  private static UsageRow row(long time, String model) {
    return new UsageRow(time, Samples.dimensions("default", model), Samples.hits(1));
  }

  @Test
  void add_sameMinuteAndDimensions_mergesRows() {
    Backlog backlog = new Backlog(100);
    backlog.add(row(60, "a"));
    backlog.add(row(60, "a"));
    backlog.add(row(120, "a"));
    assertEquals(2, backlog.size());
    assertEquals(3, sum(backlog.rows()));
  }

  @Test
  void add_overTheLimit_coarsensTimeAndKeepsSums() {
    Backlog backlog = new Backlog(100);
    for (int minute = 0; minute < 1_000; minute++) {
      backlog.add(row(60L * minute, "a"));
      assertTrue(backlog.size() <= 100);
    }
    assertEquals(1_000, sum(backlog.rows()));
    assertTrue(backlog.rows().stream().allMatch(r -> r.dimensions().model().equals("a")));
  }

  @Test
  void add_farTooManyCombinations_countsThemAsOther() {
    Backlog backlog = new Backlog(100);
    for (int i = 0; i < 1_000; i++) {
      backlog.add(row(0, "model" + i));
      assertTrue(backlog.size() <= 100);
    }
    assertEquals(1_000, sum(backlog.rows()));
    assertTrue(backlog.rows().stream().anyMatch(r -> r.dimensions().model().equals("other")));
  }

  @Test
  void take_givesTheOldestAndLeavesTheRest() {
    Backlog backlog = new Backlog(100);
    backlog.add(row(180, "a"));
    backlog.add(row(60, "a"));
    backlog.add(row(120, "a"));
    assertEquals(List.of(60L, 120L), backlog.take(2).stream().map(UsageRow::time).toList());
    assertEquals(1, backlog.size());
  }
}
