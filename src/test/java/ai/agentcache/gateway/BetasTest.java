package ai.agentcache.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.http.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetasTest {

  @Test
  void of_namesInAnyOrder_isTheSame() {
    assertEquals("", Betas.of(List.of()));
    assertEquals("", Betas.of(List.of(" ")));
    assertEquals("a-1,b-2", Betas.of(List.of("b-2, a-1", "b-2")));
    assertEquals("a-1,b-2", Betas.of(List.of("a-1,b-2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a,,b", "ä", "a;b", "a\u0007"})
  void of_whatAreNoNames_isRefused(String line) {
    assertThrows(ApiException.class, () -> Betas.of(List.of(line)));
  }

  @Test
  void of_moreThan512Characters_isRefused() {
    assertEquals(512, Betas.of(List.of("x".repeat(512))).length());
    assertThrows(ApiException.class, () -> Betas.of(List.of("x".repeat(513))));
  }
}
