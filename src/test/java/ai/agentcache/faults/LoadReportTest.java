package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadReportTest {

  private static final long MS = 1_000_000;

  private final LoadReport report =
      new LoadReport(
          List.of(
              new Sample(0, 10 * MS, 200, Outcome.HIT),
              new Sample(100 * MS, 30 * MS, 200, Outcome.OTHER),
              new Sample(200 * MS, 900 * MS, 0, Outcome.BROKEN),
              new Sample(300 * MS, 20 * MS, 503, Outcome.WRONG)));

  @Test
  void between_aPart_hasWhatFellDueInIt() {
    assertEquals(2, report.between(100 * MS, 300 * MS).count());
  }

  @Test
  void endedBefore_aMoment_hasWhatWasAnsweredByThen() {
    assertEquals(2, report.endedBefore(200 * MS).count());
  }

  @Test
  void percentile_someWithoutAnswer_isOfTheAnswered() {
    assertEquals(20, report.percentile(0.5));
    assertEquals(30, report.max());
    assertEquals(0, new LoadReport(List.of()).percentile(0.99));
  }

  @Test
  void counts_ofEachKind_areTold() {
    assertEquals(1, report.count(Outcome.HIT));
    assertEquals(1, report.serverErrors());
  }

  @Test
  void millisUntil_anOutcome_isMeasuredToItsEnd() {
    assertEquals(10, report.millisUntil(Outcome.HIT, 0));
    assertEquals(270, report.millisUntil(Outcome.WRONG, 50 * MS));
    assertEquals(Double.POSITIVE_INFINITY, report.millisUntil(Outcome.HIT, 50 * MS));
  }
}
