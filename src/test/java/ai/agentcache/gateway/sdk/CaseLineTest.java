package ai.agentcache.gateway.sdk;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class CaseLineTest {

  private static Executable test(String line) {
    return CaseLine.read(line).orElseThrow().test().getExecutable();
  }

  @Test
  void read_verdicts_haveNameAndReason() {
    assertEquals(
        Optional.of(new CaseLine("ok", "chat m cold", "")), CaseLine.read("ok chat m cold"));
    assertEquals(
        Optional.of(new CaseLine("not ok", "chat m cold", "line 3: no: never")),
        CaseLine.read("not ok chat m cold: line 3: no: never"));
  }

  @Test
  void read_otherOutput_isNothing() {
    assertEquals(Optional.empty(), CaseLine.read("okay then"));
    assertEquals(Optional.empty(), CaseLine.read("warning: ok soon"));
  }

  @Test
  void test_verdicts_endAsTheySay() {
    assertDoesNotThrow(test("ok chat"));
    assertThrows(AssertionFailedError.class, test("not ok chat: why"));
    assertThrows(TestAbortedException.class, test("skip chat: why"));
  }
}
