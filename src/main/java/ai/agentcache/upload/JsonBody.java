package ai.agentcache.upload;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose fields are checked as they are read: each method fails with an {@link
 * ApiException} that names the field. A field that is {@code null} counts as absent; fields that
 * nobody asks for are passed over.
 *
 * @param object the object
 * @param at where it is, as a prefix of names: empty, or such as {@code userLocation.}
 */
record JsonBody(ObjectNode object, String at) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The object that a body is. */
  static JsonBody parse(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw malformed("the body is empty; send a JSON object");
    }
    if (!(read(body) instanceof ObjectNode object)) {
      throw malformed("the body has to be a JSON object");
    }
    return new JsonBody(object, "");
  }

  private static JsonNode read(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      throw malformed("the body is not one JSON value without repeated fields: see byte " + at);
    } catch (IOException e) {
      throw malformed("the body is not UTF-8");
    }
  }

  private static ApiException malformed(String details) {
    return new ApiException(ErrorCode.MALFORMED_JSON, details);
  }

  private ApiException wrong(String name, String expectation) {
    return ApiException.field(at + name, expectation);
  }

  private Optional<JsonNode> given(String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  private JsonNode required(String name, String expectation) {
    return given(name).orElseThrow(() -> ApiException.missing(at + name, expectation));
  }

  /** A text of one line that has to be there. */
  String text(String name, int longest) {
    return text(name, required(name, texts(longest)), longest);
  }

  /** A text of one line. */
  Optional<String> optionalText(String name, int longest) {
    return given(name).map(value -> text(name, value, longest));
  }

  private String text(String name, JsonNode value, int longest) {
    if (!value.isTextual() || !isLine(value.textValue(), longest)) {
      throw wrong(name, "has to be " + texts(longest));
    }
    return value.textValue();
  }

  private static String texts(int longest) {
    return "a text of 1 to " + longest + " characters without control characters";
  }

  /** A whole number of that range that has to be there. */
  long whole(String name, long least, long most) {
    String expectation = "a whole number from " + least + " to " + most;
    JsonNode value = required(name, expectation);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw wrong(name, "has to be " + expectation);
    }
    return value.longValue();
  }

  /** A number of that range that has to be there. */
  double number(String name, double least, double most) {
    return number(name, required(name, numbers(least, most)), least, most);
  }

  /** A number of that range. */
  OptionalDouble optionalNumber(String name, double least, double most) {
    Optional<JsonNode> value = given(name);
    return value.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(name, value.get(), least, most));
  }

  private double number(String name, JsonNode value, double least, double most) {
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw wrong(name, "has to be " + numbers(least, most));
    }
    return number;
  }

  private static String numbers(double least, double most) {
    return "a number from " + shown(least) + " to " + shown(most);
  }

  private static String shown(double number) {
    return number == (long) number ? Long.toString((long) number) : Double.toString(number);
  }

  /** True or false; has to be there. */
  boolean flag(String name) {
    JsonNode value = required(name, "true or false");
    if (!value.isBoolean()) {
      throw wrong(name, "has to be true or false");
    }
    return value.booleanValue();
  }

  /** An object within this one. */
  Optional<JsonBody> optionalObject(String name) {
    return given(name)
        .map(
            value -> {
              if (!(value instanceof ObjectNode inner)) {
                throw wrong(name, "has to be an object");
              }
              return new JsonBody(inner, at + name + ".");
            });
  }

  private static boolean isLine(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && text.codePoints().noneMatch(JsonBody::isUnfit);
  }

  private static boolean isUnfit(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
