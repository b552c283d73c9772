package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {

  private static final String ANSWER =
      "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 5\r\nA: b\r\n\r\nh\u00e9y\n";

  private final AnswerParser parser = new AnswerParser();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void take_anyPieces_theSameAnswer(int pieceLength) {
    for (int repetition = 0; repetition < 2; repetition++) {
      parser.reset();
      byte[] bytes = ANSWER.getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < bytes.length; at += pieceLength) {
        int length = Math.min(pieceLength, bytes.length - at);
        boolean whole = parser.take(ByteBuffer.wrap(bytes, at, length));
        assertEquals(at + length == bytes.length, whole);
      }
      assertEquals(429, parser.status());
      assertEquals("h\u00e9y\n", parser.body());
      assertEquals(0, parser.surplus());
      assertFalse(parser.closing());
    }
  }

  @Test
  void take_noContent_endsWithTheHead() {
    assertTrue(take("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
    assertEquals("", parser.body());
    assertTrue(parser.closing());
  }

  @Test
  void take_twoAnswers_theSecondIsSurplus() {
    assertTrue(take(ANSWER + "HTTP"));
    assertEquals(4, parser.surplus());
  }

  @Test
  void take_noLengthOrNoHttp_isRefused() {
    assertThrows(IllegalStateException.class, () -> take("HTTP/1.1 200 OK\r\nA: b\r\n\r\n"));
    parser.reset();
    assertThrows(IllegalStateException.class, () -> take("SSH-2.0-x\r\n\r\n"));
  }

  private boolean take(String text) {
    return parser.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
