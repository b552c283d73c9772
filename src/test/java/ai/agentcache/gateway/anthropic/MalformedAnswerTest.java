package ai.agentcache.gateway.anthropic;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Transcript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An upstream can answer anything; nothing of it may surprise. */
class MalformedAnswerTest {

  private static final MessagesDialect DIALECT = new MessagesDialect();
  private static final ObjectNode NOTHING = Jsons.object("{}");

  /** Whatever is thrown but this fails the test. */
  private static void tolerate(Runnable read) {
    try {
      read.run();
    } catch (MalformedAnswerException e) {
      assertNotNull(e.getMessage());
    }
  }

  private static void hear(List<JsonNode> events) {
    Function<JsonNode, List<Delta>> reader = DIALECT.reader();
    Function<Delta, List<ObjectNode>> writer = DIALECT.writer(NOTHING);
    Transcript transcript = new Transcript();
    for (JsonNode event : events) {
      DIALECT.isLast(event);
      DIALECT.event(event);
      for (Delta delta : reader.apply(event)) {
        transcript.add(delta);
        writer.apply(delta).forEach(DIALECT::event);
      }
    }
    transcript.completion();
  }

  private static ObjectNode answer(Random random) {
    return random.nextBoolean() ? Jsons.object(Answers.FULL) : Answers.any(random);
  }

  @Property(tries = 10_000)
  void read_damagedAnswer_isReadOrMalformed(@ForAll long seed) {
    Random random = new Random(seed);
    JsonNode damaged = Jsons.damaged(answer(random), random);
    tolerate(() -> DIALECT.write(DIALECT.read(damaged)));
    tolerate(() -> DIALECT.read(Jsons.any(random, 3)));
  }

  @Property(tries = 10_000)
  void reader_damagedEvents_areReadOrMalformed(@ForAll long seed) {
    Random random = new Random(seed);
    List<JsonNode> events = new ArrayList<>(DIALECT.split(answer(random), NOTHING));
    switch (random.nextInt(4)) {
      case 0 -> events.remove(random.nextInt(events.size()));
      case 1 ->
          Collections.swap(events, random.nextInt(events.size()), random.nextInt(events.size()));
      default -> {
        int at = random.nextInt(events.size());
        events.set(at, Jsons.damaged(events.get(at), random));
      }
    }
    tolerate(() -> hear(events));
    tolerate(() -> DIALECT.join(events));
  }

  @Test
  void reader_streamsOutOfOrder_areMalformed() {
    List<JsonNode> events = DIALECT.split(Jsons.object(Answers.FULL), NOTHING);
    int size = events.size();
    assertMalformed(events.subList(1, size));
    assertMalformed(events.subList(0, size - 2));
    List<JsonNode> twice = new ArrayList<>(events);
    twice.addAll(events);
    assertMalformed(twice);
    List<JsonNode> failed = new ArrayList<>(events.subList(0, 3));
    failed.add(Jsons.object("{'type':'error','error':{'type':'overloaded_error'}}"));
    assertMalformed(failed);
  }

  private static void assertMalformed(List<JsonNode> events) {
    assertThrows(MalformedAnswerException.class, () -> hear(events));
  }

  @Test
  void join_withoutAStart_isMalformed() {
    assertThrows(MalformedAnswerException.class, () -> DIALECT.join(List.of()));
  }
}
