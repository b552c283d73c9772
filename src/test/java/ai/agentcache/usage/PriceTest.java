package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceTest {

  private static Price price(String input, String output) {
    long in = Price.ofDollars(new BigDecimal(input));
    return new Price(in, in, Price.ofDollars(new BigDecimal(output)), LocalDate.EPOCH);
  }

  @Test
  void cost_ofAMillionTokens_isThePrice() {
    assertEquals(2_500_000_000L, price("2.50", "10").cost(new TokenUsage(1_000_000, 0)));
    assertEquals(10_000_000_000L, price("2.50", "10").cost(new TokenUsage(0, 1_000_000)));
  }

  @Test
  void cost_ofOneToken_keepsFractionsOfNanoDollars() {
    assertEquals(3, price("0.0028", "0").cost(new TokenUsage(1, 0)));
    assertEquals(28, price("0.0028", "0").cost(new TokenUsage(10, 0)));
  }

  @Test
  void ofDollars_negative_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Price.ofDollars(new BigDecimal("-1")));
  }

  /** Four kinds of tokens, each at its own price, none counted twice. */
  @Property
  void cost_ofAnyCharge_isTheSumOfItsParts(
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long plain,
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long cached,
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long written,
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long output,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long perMillion,
      @ForAll @LongRange(min = 0, max = 100) long percent) {
    long discounted = perMillion * percent / 100;
    long raised = perMillion + perMillion * percent / 100;
    Price price = new Price(perMillion, discounted, raised, 2 * perMillion, LocalDate.EPOCH);
    long exact =
        exact(plain, perMillion)
            + exact(cached, discounted)
            + exact(written, raised)
            + exact(output, 2 * perMillion);
    Charge charge = new Charge(plain + cached + written, cached, written, output);
    assertEquals(exact, price.cost(charge));
    Charge undiscounted = new Charge(plain + cached, 0, 0, 0);
    assertTrue(
        price.cost(new Charge(plain + cached, cached, 0, 0)) <= price.cost(undiscounted) + 1);
  }

  @Property
  void cost_ofAChargeThatMakesNoSense_isNeitherNegativeNorMoreThanAllAtTheDearest(
      @ForAll long input, @ForAll long cached, @ForAll long written, @ForAll long output) {
    Price price = new Price(3_000, 300, 3_750, 15_000, LocalDate.EPOCH);
    Charge charge = new Charge(input, cached, written, output);
    assertTrue(price.cost(charge) >= 0);
    assertEquals(
        Math.max(0, input), charge.plainInput() + charge.cachedInput() + charge.cacheWrites());
  }

  @Test
  void cost_thatWouldOverflow_isCapped() {
    Price dear = price("9000", "9000");
    assertTrue(dear.cost(new TokenUsage(1L << 50, 1L << 50)) > 0);
  }

  private static long exact(long tokens, long perMillion) {
    return new BigDecimal(BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(perMillion)))
        .divide(new BigDecimal(1_000_000), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  @Property
  void cost_ofAnyUsage_equalsExactArithmetic(
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long tokens,
      @ForAll @LongRange(min = 0, max = 600_000_000_000L) long perMillion) {
    Price price = new Price(perMillion, perMillion, 0, LocalDate.EPOCH);
    BigInteger exact =
        new BigDecimal(BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(perMillion)))
            .divide(new BigDecimal(1_000_000), 0, RoundingMode.HALF_UP)
            .toBigInteger();
    assertEquals(exact.longValueExact(), price.cost(new TokenUsage(tokens, 0)));
  }
}
