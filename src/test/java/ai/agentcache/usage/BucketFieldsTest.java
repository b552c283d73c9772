package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BucketFieldsTest {

  @Property
  void read_whatWasWritten_isTheSame(
      @ForAll String model,
      @ForAll @LongRange(min = 1, max = 1L << 40) long hits,
      @ForAll @LongRange(min = 0, max = 200_000_000_000L) long latency) {
    Dimensions dimensions = Overflow.tidy(Samples.dimensions("default", model));
    Totals totals = Samples.hits(hits, 1 + latency / 1_000_000);
    BucketFields fields = new BucketFields(Samples.TENANT);
    BucketFields.each(
        totals,
        (field, sum) -> fields.read(BucketFields.prefix(dimensions) + '\u001f' + field, sum));
    Map<Dimensions, Totals> rows = fields.rows();
    assertEquals(1, rows.size());
    Totals read = rows.getOrDefault(dimensions, new Totals());
    Metric.ALL.forEach(metric -> assertEquals(totals.get(metric), read.get(metric)));
    assertEquals(totals.latencies().percentile(0.5), read.latencies().percentile(0.5));
    assertEquals(hits, read.latencies().count());
  }

  @Test
  void read_whatIsNotOurs_isIgnored() {
    BucketFields fields = new BucketFields(Samples.TENANT);
    fields.read("#", 3);
    fields.read("a\u001fb\u001fh", 3);
    fields.read("a\u001fb\u001fc\u001fd\u001fx", 3);
    assertEquals(1, fields.rows().size());
    assertEquals(0, fields.rows().values().iterator().next().requests());
  }
}
