package ai.agentcache.gateway.openai;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Spoiled answers are malformed or read somehow; nothing else ever happens. */
class MalformedAnswersTest {

  private static final ObjectNode WITH_USAGE =
      Sample.json("{'stream_options':{'include_usage':true}}");

  @Property(tries = 2000)
  void chat_spoiledAnswer_isMalformedAtWorst(@ForAll long seed) {
    check(new ChatDialect(() -> Sample.NOW), new RandomChat(seed).answer(), seed);
  }

  @Property(tries = 2000)
  void responses_spoiledAnswer_isMalformedAtWorst(@ForAll long seed) {
    check(new ResponsesDialect(() -> Sample.NOW), new RandomResponse(seed).answer(), seed);
  }

  private static void check(Front dialect, ObjectNode answer, long seed) {
    Mutations mutations = new Mutations(seed);
    JsonNode spoiled = mutations.of(answer);
    tryOut(() -> dialect.read(spoiled));
    if (spoiled instanceof ObjectNode object) {
      tryOut(() -> dialect.split(object, WITH_USAGE));
    }
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode event : dialect.split(answer, WITH_USAGE)) {
      events.add(mutations.of(event));
    }
    tryOut(() -> dialect.join(events));
    Function<JsonNode, List<Delta>> reader = dialect.reader();
    for (JsonNode event : events) {
      tryOut(() -> reader.apply(event));
      tryOut(() -> dialect.isLast(event));
      assertTrue(Json.bytes(event).length < dialect.event(event).length);
    }
  }

  private static void tryOut(Supplier<Object> reading) {
    try {
      assertNotNull(reading.get());
    } catch (MalformedAnswerException expected) {
      assertTrue(String.valueOf(expected.getMessage()).length() > 3);
    }
  }
}
