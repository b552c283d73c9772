package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.BitSet;
import java.util.Set;

/**
 * OpenAI's embeddings, {@code POST /v1/embeddings}: requests and answers are checked and passed on
 * as they are.
 */
public final class Embeddings {

  private static final int MOST_INPUTS = 2_048;
  private static final int MOST_DIMENSIONS = 65_536;
  private static final Set<String> ENCODINGS = Set.of("float", "base64");
  private static final String FORMS =
      "a string, an array of strings, an array of tokens or an array of such arrays";

  private Embeddings() {}

  /**
   * Checks a request.
   *
   * @throws ApiException naming the field that is missing or wrong
   */
  public static EmbeddingRequest parse(ObjectNode source) {
    Fields body = Fields.of(source);
    String model = Sampled.model(body);
    body.oneOf("encoding_format", ENCODINGS);
    body.whole("dimensions", 1, MOST_DIMENSIONS);
    body.text("user");
    return new EmbeddingRequest(model, inputs(body));
  }

  private static int inputs(Fields body) {
    JsonNode input = body.value("input");
    if (input == null) {
      throw body.missing("input", FORMS);
    }
    if (input.isTextual()) {
      requireText("input", input);
      return 1;
    }
    if (!(input instanceof ArrayNode array)) {
      throw body.wrong("input", "must be " + FORMS);
    }
    if (array.isEmpty() || (array.size() > MOST_INPUTS && !array.get(0).isNumber())) {
      throw body.wrong("input", "must have 1 to " + MOST_INPUTS + " elements");
    }
    if (array.get(0).isNumber()) {
      requireTokens("input", array);
      return 1;
    }
    boolean texts = array.get(0).isTextual();
    for (int i = 0; i < array.size(); i++) {
      requireInput("input[" + i + "]", array.get(i), texts);
    }
    return array.size();
  }

  private static void requireInput(String path, JsonNode input, boolean text) {
    if (text) {
      requireText(path, input);
    } else if (input instanceof ArrayNode tokens && !tokens.isEmpty()) {
      requireTokens(path, tokens);
    } else {
      throw ApiException.field(path, "must be an array of tokens, or all of them strings");
    }
  }

  private static void requireText(String path, JsonNode text) {
    if (!text.isTextual() || text.textValue().isEmpty()) {
      throw ApiException.field(path, "must be a string that is not empty");
    }
  }

  private static void requireTokens(String path, ArrayNode tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.get(i).isInt() || tokens.get(i).intValue() < 0) {
        throw ApiException.field(path + "[" + i + "]", "must be a token, a whole number from 0");
      }
    }
  }

  /**
   * Checks an answer and returns the tokens it took: as many vectors as there were inputs, each in
   * its place.
   *
   * @throws MalformedAnswerException if it is not so
   */
  public static Spent read(JsonNode node, int inputs) {
    ObjectNode answer = Answers.object(node, "the answer");
    ArrayNode data = Answers.array(answer, "data");
    if (data.size() != inputs) {
      throw new MalformedAnswerException("it has not one vector for each input");
    }
    BitSet places = new BitSet(inputs);
    for (int i = 0; i < inputs; i++) {
      ObjectNode one = Answers.object(data.get(i), "an embedding");
      requireVector(one.path("embedding"));
      long place = one.hasNonNull("index") ? Answers.count(one, "index") : i;
      if (place >= inputs || places.get((int) place)) {
        throw new MalformedAnswerException("a vector is not in its place");
      }
      places.set((int) place);
    }
    return Spending.CHAT.read(answer);
  }

  private static void requireVector(JsonNode vector) {
    if (vector.isTextual() && DataUrl.isBase64(vector.textValue())) {
      return;
    }
    if (!vector.isArray() || vector.isEmpty()) {
      throw new MalformedAnswerException("a vector is neither numbers nor base64");
    }
    for (JsonNode number : vector) {
      if (!number.isNumber()) {
        throw new MalformedAnswerException("a vector has something else than numbers");
      }
    }
  }
}
