package ai.agentcache.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseDecoderTest {

  private static final String STREAM =
      "\uFEFF: hello\nevent: a\ndata: one\n\nid: 7\r\ndata:two\r\ndata: three\r\n\r\n"
          + "retry: 5\n\ndata\n\ndata: \u00e9\u20ac\rdata: last\r\r";

  private static List<String> decode(String stream, int chunk) {
    List<String> events = new ArrayList<>();
    SseDecoder decoder =
        new SseDecoder(1_000, data -> events.add(new String(data, StandardCharsets.UTF_8)));
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = new byte[Math.min(chunk, bytes.length - at)];
      System.arraycopy(bytes, at, part, 0, part.length);
      decoder.feed(part);
    }
    decoder.end();
    return events;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 1_000})
  void feed_inPiecesOfAnySize_findsTheSameEvents(int chunk) {
    assertEquals(List.of("one", "two\nthree", "", "\u00e9\u20ac\nlast"), decode(STREAM, chunk));
  }

  @Test
  void end_withoutTheEmptyLine_givesTheLastEvent() {
    assertEquals(List.of("a"), decode("data: a", 3));
    assertEquals(List.of("a"), decode("data: a\n", 3));
  }

  @Test
  void feed_anEventThatIsTooLarge_fails() {
    assertThrows(IllegalStateException.class, () -> decode("data: " + "x".repeat(1_000), 100));
    String lines = "data: " + "x".repeat(90) + "\n";
    assertThrows(IllegalStateException.class, () -> decode(lines.repeat(12), 100));
  }

  @Test
  void feed_manyEvents_isBoundedByEachAlone() {
    assertEquals(500, decode(("data: " + "x".repeat(90) + "\n\n").repeat(500), 1_000).size());
  }
}
