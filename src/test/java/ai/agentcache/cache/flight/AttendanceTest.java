package ai.agentcache.cache.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.cache.flight.Attendance.Verdict;
import org.junit.jupiter.api.Test;

class AttendanceTest {

  private final Attendance finishing = new Attendance(true, 100);
  private final Attendance cancelling = new Attendance(false, 100);

  @Test
  void leave_othersStay_goesOn() {
    finishing.enter(true);
    finishing.enter(true);
    assertEquals(Verdict.GO_ON, finishing.leave(10, true));
    assertFalse(finishing.isOverdue(1_000));
  }

  @Test
  void leave_lastOfThoseWhoStore_finishesInTime() {
    finishing.enter(true);
    assertEquals(Verdict.FINISH, finishing.leave(10, true));
    assertFalse(finishing.isOverdue(109));
    assertTrue(finishing.isOverdue(110));
  }

  @Test
  void leave_lastAndNothingBegunOrTooLarge_cancels() {
    finishing.enter(true);
    assertEquals(Verdict.CANCEL, finishing.leave(10, false));
  }

  @Test
  void leave_lastAndNobodyEverStored_cancels() {
    finishing.enter(false);
    finishing.enter(false);
    assertEquals(Verdict.GO_ON, finishing.leave(10, true));
    assertEquals(Verdict.CANCEL, finishing.leave(10, true));
  }

  @Test
  void leave_storerWasAmongThem_finishes() {
    finishing.enter(true);
    finishing.enter(false);
    finishing.leave(10, true);
    assertEquals(Verdict.FINISH, finishing.leave(20, true));
  }

  @Test
  void leave_policyIsToCancel_cancels() {
    cancelling.enter(true);
    assertEquals(Verdict.CANCEL, cancelling.leave(10, true));
  }

  @Test
  void leave_backgroundWorkThatWasJoined_finishesWhateverThePolicy() {
    cancelling.unattended(0);
    cancelling.enter(false);
    assertEquals(Verdict.FINISH, cancelling.leave(50, true));
    assertFalse(cancelling.isOverdue(149));
    assertTrue(cancelling.isOverdue(150));
  }

  @Test
  void isOverdue_somebodyCameBack_isNot() {
    finishing.enter(true);
    finishing.leave(10, true);
    finishing.enter(false);
    assertFalse(finishing.isOverdue(10_000));
    finishing.leave(10_000, true);
    assertFalse(finishing.isOverdue(10_099));
    assertTrue(finishing.isOverdue(10_100));
  }
}
