package ai.agentcache.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What waits for Redis, of one tenant: sums by minute and dimensions. When there are more rows than
 * the limit, their times are made coarser step by step, then their dimensions; the sums stay exact.
 */
final class Backlog {

  private record Slot(long time, Dimensions dimensions) {
    UsageRow row(Totals totals) {
      return new UsageRow(time, dimensions, totals);
    }

    Slot coarser(Period period) {
      return new Slot(period.bucketOf(time), dimensions);
    }

    Slot anything() {
      return new Slot(time, Overflow.ofTenant(dimensions));
    }
  }

  private static final List<Period> STEPS = List.of(Period.DAY, Period.WEEK, Period.MONTH);

  private final int limit;
  private Map<Slot, Totals> rows = new LinkedHashMap<>();

  Backlog(int limit) {
    this.limit = limit;
  }

  void add(UsageRow row) {
    rows.computeIfAbsent(new Slot(row.time(), row.dimensions()), s -> new Totals())
        .merge(row.totals());
    if (rows.size() > limit) {
      compact();
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  /** Takes out the oldest rows. */
  List<UsageRow> take(int most) {
    List<Slot> oldest =
        rows.keySet().stream().sorted(Comparator.comparingLong(Slot::time)).limit(most).toList();
    List<UsageRow> taken = new ArrayList<>(oldest.size());
    for (Slot slot : oldest) {
      taken.add(slot.row(Objects.requireNonNull(rows.remove(slot))));
    }
    return taken;
  }

  /** A copy of all rows. */
  List<UsageRow> rows() {
    List<UsageRow> all = new ArrayList<>(rows.size());
    rows.forEach((slot, totals) -> all.add(slot.row(new Totals().merge(totals))));
    return all;
  }

  private void compact() {
    for (Period step : STEPS) {
      if (rows.size() > limit / 2) {
        regroup(slot -> slot.coarser(step));
      }
    }
    if (rows.size() > limit / 2) {
      regroup(Slot::anything);
    }
  }

  private void regroup(UnaryOperator<Slot> target) {
    Map<Slot, Totals> fewer = new LinkedHashMap<>();
    rows.forEach(
        (slot, totals) ->
            fewer.computeIfAbsent(target.apply(slot), s -> new Totals()).merge(totals));
    rows = fewer;
  }
}
