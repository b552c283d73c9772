package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.cache.flight.Answer;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedAnswerTest {

  private static final Piece.End END = new Piece.End(true, new TokenUsage(120, 30), 1_234_500);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Answer answer(String head, String... events) {
    return new Answer(utf8(head), Stream.of(events).map(RecordedAnswerTest::utf8).toList(), END);
  }

  @Test
  void write_answer_isReadAgain() {
    Answer answer = answer("{\"model\":\"m\"}", "{\"a\": [1,\n2]}", "\"ü\"", "null", "[]");
    JsonSlice json = RecordedAnswer.write(answer, 42).orElseThrow();
    assertEquals(
        "{\"took\":42,\"head\":{\"model\":\"m\"},\"events\":[{\"a\": [1,\n2]},\"ü\",null,[]]}",
        json.toString());
    assertTrue(json.length() <= RecordedAnswer.size(answer));

    Entry entry = Entries.of(json.toString());
    assertTrue(RecordedAnswer.isIn(entry));
    Kept kept = RecordedAnswer.read(entry).orElseThrow();
    assertEquals(42, kept.tookMillis());
    assertEquals(END, kept.end());
    assertEquals(
        List.of("{\"a\": [1,\n2]}", "\"ü\"", "null", "[]"), Caller.texts(kept.recording().all()));
    assertEquals("{\"model\":\"m\"}", new String(kept.recording().head(), StandardCharsets.UTF_8));
  }

  @Test
  void write_noEvents_isReadAgain() {
    JsonSlice json = RecordedAnswer.write(answer("{}"), 0).orElseThrow();
    Kept kept = RecordedAnswer.read(Entries.of(json.toString())).orElseThrow();
    assertEquals(List.of(), kept.recording().all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "1,2", "1],\"x\":[2", "nope", "\"\u0001\"", "{\"a\":1,\"a\":2}"})
  void write_eventThatIsNotOneJsonValue_isRefused(String event) {
    assertTrue(RecordedAnswer.write(answer("{}", event), 1).isEmpty());
    assertTrue(RecordedAnswer.write(answer("{}", "1", event, "2"), 1).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{},\"x\":1", "{}}", "{},\"took\":1", "[]", "1"})
  void write_headThatIsNotOneJsonObject_isRefused(String head) {
    assertTrue(RecordedAnswer.write(answer(head, "1"), 1).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"took\":1}",
        "{\"took\":1,\"head\":{},\"events\":{}}",
        "{\"took\":1,\"head\":[],\"events\":[]}",
        "{\"took\":-1,\"head\":{},\"events\":[]}",
        "{\"took\":1.5,\"head\":{},\"events\":[]}",
        "{\"took\":\"1\",\"head\":{},\"events\":[]}",
        "{\"took\":null,\"head\":{},\"events\":null}"
      })
  void read_anotherValue_isNothing(String value) {
    assertTrue(RecordedAnswer.read(Entries.of(value)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"took\"", "{}", "{\"choices\":[]}"})
  void isIn_anotherValue_isNot(String value) {
    assertFalse(RecordedAnswer.isIn(Entries.of(value)));
  }
}
