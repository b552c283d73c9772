package ai.agentcache.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The calendar month, UTC, over which a quota is counted. */
public final class QuotaMonth {

  private static final long DAY_SECONDS = 86_400;

  private QuotaMonth() {}

  /** When the quota of this month is forgotten and the next begins. */
  public static Instant resetsAt(Instant now) {
    return Instant.ofEpochSecond(start(of(now.getEpochSecond()).plusMonths(1)));
  }

  static YearMonth of(long epochSecond) {
    return YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(epochSecond, DAY_SECONDS)));
  }

  /** The first second of a month. */
  static long start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  static boolean same(long epochSecond, long other) {
    return of(epochSecond).equals(of(other));
  }
}
