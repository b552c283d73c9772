package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
