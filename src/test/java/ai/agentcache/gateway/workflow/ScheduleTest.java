package ai.agentcache.gateway.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.workflow.Schedule.Move;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static String told(Move move) {
    StringBuilder told = new StringBuilder();
    move.start().forEach(node -> told.append('+').append(node.id()));
    move.skip().forEach(skip -> told.append('-').append(skip.node().id()));
    return told.toString();
  }

  @Test
  void diamond_startsWhatHasAllItNeeds() {
    Schedule schedule = new Schedule(Graphs.of("a", "b:a", "c:a", "d:b,c"), 4);
    assertEquals("+a", told(schedule.begin()));
    assertEquals("+b+c", told(schedule.completed("a")));
    assertEquals("", told(schedule.completed("c")));
    assertEquals("+d", told(schedule.completed("b")));
    assertFalse(schedule.isOver());
    assertEquals("", told(schedule.completed("d")));
    assertTrue(schedule.isOver());
  }

  @Test
  void independentNodes_startAtOnceUpToTheBound() {
    Schedule schedule = new Schedule(Graphs.of("a", "b", "c", "d", "e"), 2);
    assertEquals("+a+b", told(schedule.begin()));
    assertEquals("+c", told(schedule.completed("b")));
    assertEquals("+d", told(schedule.failed("a")));
    assertEquals("+e", told(schedule.completed("c")));
  }

  @Test
  void failure_skipsOnlyWhatDependsOnIt() {
    Schedule schedule = new Schedule(Graphs.of("a", "b", "c:a", "d:c", "e:b", "f:d,e"), 4);
    assertEquals("+a+b", told(schedule.begin()));
    Move move = schedule.failed("a");
    assertEquals("-c-d-f", told(move));
    assertEquals("needs `a`, which failed", move.skip().get(1).reason());
    assertEquals("+e", told(schedule.completed("b")));
    assertEquals("", told(schedule.completed("e")));
    assertTrue(schedule.isOver());
  }

  @Test
  void secondFailure_skipsNothingTwice() {
    Schedule schedule = new Schedule(Graphs.of("a", "b", "c:a,b"), 4);
    schedule.begin();
    assertEquals("-c", told(schedule.failed("a")));
    assertEquals("", told(schedule.failed("b")));
    assertTrue(schedule.isOver());
  }

  @Test
  void halt_skipsWhatHasNotBegun_andWaitsForWhatHas() {
    Schedule schedule = new Schedule(Graphs.of("a", "b", "c:a", "d:b"), 1);
    assertEquals("+a", told(schedule.begin()));
    Move move = schedule.halt("no time");
    assertEquals("-b-c-d", told(move));
    assertEquals("no time", move.skip().get(0).reason());
    assertFalse(schedule.isOver());
    assertEquals("", told(schedule.failed("a")));
    assertTrue(schedule.isOver());
  }

  @Test
  void end_ofANodeThatDoesNotRun_isRefused() {
    Schedule schedule = new Schedule(Graphs.of("a", "b:a"), 1);
    assertThrows(IllegalStateException.class, () -> schedule.completed("a"));
    schedule.begin();
    assertThrows(IllegalStateException.class, () -> schedule.failed("b"));
    assertThrows(IllegalStateException.class, () -> schedule.completed("nobody"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyGraph_endsWithEveryNodeDoneOrGivenUpOnce(int seed) {
    Random random = new Random(seed);
    String[] nodes = new String[20];
    for (int i = 0; i < nodes.length; i++) {
      List<String> before = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(6) == 0) {
          before.add("n" + j);
        }
      }
      nodes[i] = before.isEmpty() ? "n" + i : "n" + i + ":" + String.join(",", before);
    }
    int most = 1 + seed % 4;
    Schedule schedule = new Schedule(Graphs.of(nodes), most);
    Deque<Node> running = new ArrayDeque<>();
    Set<String> completed = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Move move = schedule.begin();
    while (true) {
      for (Node node : move.start()) {
        assertTrue(completed.containsAll(node.dependsOn()), node.id());
        assertTrue(seen.add(node.id()), node.id());
        running.addLast(node);
      }
      move.skip().forEach(skip -> assertTrue(seen.add(skip.node().id()), skip.node().id()));
      assertTrue(running.size() <= most);
      if (running.isEmpty()) {
        break;
      }
      String id = running.removeFirst().id();
      if (random.nextInt(8) == 0) {
        move = schedule.failed(id);
      } else {
        completed.add(id);
        move = schedule.completed(id);
      }
    }
    assertTrue(schedule.isOver());
    assertEquals(nodes.length, seen.size());
  }
}
