package ai.agentcache.cache.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PauseTest {

  @Test
  void millis_moreLooks_growsToAQuarterOfASecond() {
    assertEquals(
        List.of(25L, 50L, 100L, 200L, 250L, 250L),
        IntStream.rangeClosed(1, 6).mapToObj(Pause::millis).toList());
    assertEquals(250, Pause.millis(1_000_000));
  }

  @Test
  void gate_closed_opensInTime() {
    RefreshGate gate = new RefreshGate();
    gate.close("a", 100);
    assertEquals(
        List.of(false, true, true),
        List.of(gate.isOpen("a", 99), gate.isOpen("a", 100), gate.isOpen("b", 0)));
  }
}
