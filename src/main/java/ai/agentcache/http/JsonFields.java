package ai.agentcache.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose every field is known and checked. Each method fails with an {@link
 * ApiException} that names the field; a field that is {@code null} counts as absent.
 */
public final class JsonFields {

  private static final int LONGEST_NAME_SHOWN = 64;
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
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Numbers that are none, such as NaN, get as far as the check of their field. */
  private static final JsonMapper OPEN =
      MAPPER.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature()).build();

  private final ObjectNode object;
  private final String at;

  /** {@code at} is where the object is, as a prefix of names: empty, or {@code userLocation.}. */
  private JsonFields(ObjectNode object, String at) {
    this.object = object;
    this.at = at;
  }

  /** Reads an object that may have these fields and no others. */
  public static JsonFields parse(byte[] body, Collection<String> allowed) {
    JsonFields fields = new JsonFields(object(body, MAPPER), "");
    fields.object.fieldNames().forEachRemaining(name -> requireKnown(name, allowed));
    return fields;
  }

  /** Reads an object that may have other fields than those that are asked for. */
  public static JsonFields parse(byte @Nullable [] body) {
    return new JsonFields(object(body == null ? new byte[0] : body, OPEN), "");
  }

  private static ObjectNode object(byte[] body, JsonMapper mapper) {
    if (body.length == 0) {
      throw malformed("The body is empty; send a JSON object.");
    }
    if (!(read(body, mapper) instanceof ObjectNode object)) {
      throw malformed("The body must be a JSON object.");
    }
    return object;
  }

  private static JsonNode read(byte[] body, JsonMapper mapper) {
    try {
      return mapper.readTree(body);
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
      throw malformed(
          "The body is not one JSON value without repeated fields: see byte " + at + ".");
    } catch (IOException e) {
      throw malformed("The body is not UTF-8.");
    }
  }

  private static ApiException malformed(String details) {
    return new ApiException(ErrorCode.MALFORMED_JSON, details);
  }

  private static void requireKnown(String name, Collection<String> allowed) {
    if (!allowed.contains(name)) {
      String shown = name.substring(0, Math.min(name.length(), LONGEST_NAME_SHOWN));
      throw ApiException.field(shown, "is not known here; known are " + String.join(", ", allowed));
    }
  }

  private ApiException wrong(String name, String expectation) {
    return ApiException.field(at + name, expectation);
  }

  private ApiException missing(String name, String expectation) {
    return ApiException.missing(at + name, expectation);
  }

  /** The object itself, for who takes whatever fields there are. */
  public ObjectNode tree() {
    return object;
  }

  /** A text that has to be there. */
  public String text(String name, int longest) {
    String text = optionalText(name, longest);
    if (text == null) {
      throw missing(name, "a string of 1 to " + longest + " characters");
    }
    return text;
  }

  /** A text of one line, or null. */
  public @Nullable String optionalText(String name, int longest) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || !isLine(value.textValue(), longest)) {
      throw wrong(
          name, "must be a string of 1 to " + longest + " characters without control characters");
    }
    return value.textValue();
  }

  /** A text of one line that came as a parameter, or null. */
  public static @Nullable String parameter(String name, @Nullable String value, int longest) {
    if (value != null && !isLine(value, longest)) {
      throw ApiException.field(
          name, "must be a string of 1 to " + longest + " characters without control characters");
    }
    return value;
  }

  /** A whole number of that range, or null. */
  public @Nullable Long optionalWhole(String name, long least, long most) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw wrong(name, "must be a whole number of %d to %d".formatted(least, most));
    }
    return value.longValue();
  }

  /** A whole number of that range that has to be there. */
  public long whole(String name, long least, long most) {
    Long value = optionalWhole(name, least, most);
    if (value == null) {
      throw missing(name, "a whole number of %d to %d".formatted(least, most));
    }
    return value;
  }

  /** A number of that range, or null. */
  public @Nullable Double optionalNumber(String name, double least, double most) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw wrong(name, "must be " + numbers(least, most));
    }
    return number;
  }

  /** A number of that range that has to be there. */
  public double number(String name, double least, double most) {
    Double number = optionalNumber(name, least, most);
    if (number == null) {
      throw missing(name, numbers(least, most));
    }
    return number;
  }

  private static String numbers(double least, double most) {
    return "a number of " + shown(least) + " to " + shown(most);
  }

  private static String shown(double number) {
    return number == (long) number ? Long.toString((long) number) : Double.toString(number);
  }

  /** True or false, or null. */
  public @Nullable Boolean optionalFlag(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "must be true or false");
    }
    return value.booleanValue();
  }

  /** True or false; has to be there. */
  public boolean flag(String name) {
    Boolean flag = optionalFlag(name);
    if (flag == null) {
      throw missing(name, "true or false");
    }
    return flag;
  }

  /** Texts of one line each; none when the field is absent. */
  public List<String> texts(String name, int most, int longest) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    value.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
    if (!value.isArray()
        || texts.size() > most
        || !texts.stream().allMatch(text -> isLine(text, longest))) {
      throw wrong(
          name,
          "must be a list of at most %d strings of 1 to %d characters".formatted(most, longest));
    }
    return texts;
  }

  /** An object with fields of its own, or null. */
  public @Nullable JsonFields optionalObject(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof ObjectNode inner)) {
      throw wrong(name, "must be an object");
    }
    return new JsonFields(inner, at + name + ".");
  }

  /** A positive amount of at most four decimals, or null. */
  public @Nullable BigDecimal optionalAmount(String name, long most) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber() || !isAmount(value.decimalValue(), most)) {
      throw wrong(name, "must be a number above 0 and up to " + most + " with at most 4 decimals");
    }
    return value.decimalValue();
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static boolean isLine(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && text.codePoints().noneMatch(JsonFields::isUnfit);
  }

  private static boolean isUnfit(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean isAmount(BigDecimal amount, long most) {
    return amount.signum() > 0
        && amount.compareTo(BigDecimal.valueOf(most)) <= 0
        && amount.stripTrailingZeros().scale() <= 4;
  }
}
