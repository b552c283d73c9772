package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "0,$0.00",
    "1,$0.000001",
    "999,$0.000001",
    "1500,$0.000002",
    "12345678,$0.012346",
    "10000000,$0.01",
    "500000000,$0.50",
    "999999999,$1.00",
    "1000000000,$1.00",
    "123364999999,$123.36",
    "1234567890000000,$1234567.89",
  })
  void format_nanoDollars_areDollars(long nanos, String expected) {
    assertEquals(expected, Money.format(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "80,80",
    "0.0004,0",
    "4.1,4.1",
    "1234567890.123456,1234567890.123",
    "100000000,100000000"
  })
  void round_keepsThreeDecimalsAndNoExponent(double value, String expected) {
    assertEquals(expected, Figures.round(value).toString());
  }
}
