package ai.agentcache.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

  @Test
  void reserve_moreThanThereIs_takesNothing() {
    BodyBudget budget = new BodyBudget(100);
    assertTrue(budget.reserve(60));
    assertFalse(budget.reserve(41));
    assertTrue(budget.reserve(40));
  }

  @Test
  void release_thenReserve_fitsAgain() {
    BodyBudget budget = new BodyBudget(100);
    assertTrue(budget.reserve(100));
    assertFalse(budget.reserve(1));
    budget.release(100);
    assertTrue(budget.reserve(100));
  }
}
