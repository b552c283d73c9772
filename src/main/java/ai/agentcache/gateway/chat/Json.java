package ai.agentcache.gateway.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Trees of JSON that say what their text said: numbers keep every digit, a name that comes twice is
 * an error, depth and length are bounded.
 */
public final class Json {

  private static final int DEPTH = 128;
  private static final int STRING = 32 << 20;
  private static final int NUMBER = 1_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxStringLength(STRING)
                          .maxNumberLength(NUMBER)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads one value.
   *
   * @throws IOException if it is not one, or too deep or long
   */
  public static JsonNode parse(byte[] json) throws IOException {
    JsonNode node = MAPPER.readTree(json);
    if (node.isMissingNode()) {
      throw new IOException("no JSON");
    }
    return node;
  }

  /** Reads one value of an upstream's answer; a {@link MalformedAnswerException} if it is none. */
  public static JsonNode answer(byte[] json) {
    try {
      return parse(json);
    } catch (IOException e) {
      throw new MalformedAnswerException("it is no JSON of ours to read");
    }
  }

  /** The text of a value, as UTF-8. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
