package ai.agentcache.agent.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final long DAY = 86_400_000;

  private static Progress sum(List<Progress> updates) {
    return updates.stream().reduce(Progress.NONE, Progress::plus);
  }

  @Property(tries = 300)
  void plus_anyOrderAndAnyBatches_comesToTheSame(@ForAll long seed) {
    List<Progress> updates = Fields.random(seed, 20);
    Progress inOrder = sum(updates);
    int cut = new Random(seed).nextInt(20);
    Collections.shuffle(updates, new Random(seed));
    Progress first = sum(updates.subList(0, cut));
    Progress second = sum(updates.subList(cut, 20));
    assertEquals(inOrder, second.plus(first));
    assertEquals(inOrder, first.plus(second));
  }

  @Property(tries = 300)
  void decode_whatWasEncoded_isTheSame(@ForAll long seed) {
    Progress progress = sum(Fields.random(seed, 5));
    String stored = ProgressJson.encode(progress);
    assertEquals(stored, ProgressJson.encode(ProgressJson.decode(stored)));
    Progress further = sum(Fields.random(seed + 1, 3));
    assertEquals(
        ProgressJson.encode(progress.plus(further)),
        ProgressJson.encode(ProgressJson.decode(stored).plus(further)));
  }

  @Test
  void said_everyKindOfField_followsItsRule() {
    Progress sum =
        Fields.said(1, "{'messages':3,'wordCount':2,'score':80,'topics':['a','b'],'level':'A1'}")
            .plus(
                Fields.said(
                    2, "{'messages':4,'wordCount':5,'score':90,'topics':['b','c'],'level':'A2'}"));
    assertEquals(
        "{'level':'A2','messages':7,'wordCount':7,'score':85,'topics':['a','b','c'],"
            + "'streak':{'current':1,'longest':1,'last_day':'1970-01-01'}}",
        view(sum, 2));
  }

  @Test
  void said_nested_isSummedUpWhereItStands() {
    Progress sum =
        Fields.said(1, "{'quiz':{'a/b':{'total_count':1,'~':true}}}")
            .plus(Fields.said(2, "{'quiz':{'a/b':{'total_count':2}}}"));
    assertEquals(new BigDecimal("3"), sum.counters().get("/quiz/a~1b/total_count"));
    assertEquals(
        "{'quiz':{'a/b':{'~':true,'total_count':3}},"
            + "'streak':{'current':1,'longest':1,'last_day':'1970-01-01'}}",
        view(sum, 2));
  }

  @Test
  void plus_tenths_addUpToOne() {
    Progress sum = Progress.NONE;
    for (int i = 0; i < 10; i++) {
      sum = sum.plus(Fields.said(i, "{'minutes':0.1}"));
    }
    assertEquals(BigDecimal.ONE, sum.counters().get("/minutes"));
    assertEquals(
        new BigDecimal("0.3"),
        Fields.said(1, "{'minutes':0.30000000000000004}").counters().get("/minutes"));
  }

  @Test
  void plus_lateUpdate_doesNotReplaceAndIsCounted() {
    Progress sum =
        Fields.said(9, "{'level':'B1','messages':1}")
            .plus(Fields.said(5, "{'level':'A1','messages':1}"));
    assertEquals(
        List.of("B1"),
        sum.latest().values().stream().map(last -> last.value().textValue()).toList());
    assertEquals(new BigDecimal("2"), sum.counters().get("/messages"));
    assertEquals(2, sum.updates());
  }

  @Test
  void replaced_fields_standInThePlaceOfSums() {
    Progress sum = Fields.said(1, "{'messages':5,'minutes':7,'topics':['a']}");
    Progress set = Fields.RULES.set(Fields.of("{'messages':2,'topics':['b']}"), 3);
    Progress after = sum.replaced(set).plus(Fields.said(4, "{'messages':1}"));
    assertEquals(new BigDecimal("3"), after.counters().get("/messages"));
    assertEquals(new BigDecimal("7"), after.counters().get("/minutes"));
    assertEquals("{/topics=[b]}", after.lists().toString());
    assertEquals(2, after.updates());
  }

  @Test
  void days_consecutive_makeAStreakThatEndsAfterAGap() {
    ActiveDays days = ActiveDays.NONE;
    for (long day : new long[] {10, 12, 3, 11, 12, 2}) {
      days = days.plus(ActiveDays.of(day * DAY + 5));
    }
    assertEquals(List.of(new ActiveDays.Run(2, 3), new ActiveDays.Run(10, 12)), days.runs());
    assertEquals(3, days.current(12));
    assertEquals(3, days.current(13));
    assertEquals(0, days.current(14));
    assertEquals(3, days.longest());
  }

  @Test
  void said_streak_isCountedHereAndNotTaken() {
    assertEquals(
        "{'streak':{'current':1,'longest':1,'last_day':'1970-01-02'}}",
        view(Fields.said(DAY, "{'streak':99,'streakDays':7}"), DAY));
  }

  private static String view(Progress progress, long now) {
    return ProgressView.of(progress, now).toString().replace('"', '\'');
  }
}
