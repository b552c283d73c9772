package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads fields of known types; a wrong type or value is an error that names the field. */
final class FieldReader {
  private FieldReader() {}

  static ApiException invalid(Field field, String expectation) {
    return ApiException.field(field.label(), expectation);
  }

  static boolean flag(Fields fields, Field field) {
    JsonSlice value = fields.given(field).orElse(null);
    if (value != null && !value.isBoolean()) {
      throw invalid(field, "must be true or false");
    }
    return value != null && value.isTrue();
  }

  /** A string of 1 to {@code max} visible ASCII characters. */
  static Optional<String> visible(Fields fields, Field field, int max) {
    return fields.given(field).map(value -> visible(value, field.label(), max));
  }

  static String visible(JsonSlice value, String name, int max) {
    String text = value.isString() ? value.text() : "";
    if (text.isEmpty() || text.length() > max || !isVisible(text)) {
      throw ApiException.field(
          name, "must be a string of 1 to " + max + " visible ASCII characters");
    }
    return text;
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  static OptionalInt whole(Fields fields, Field field, long min, long max) {
    JsonSlice value = fields.given(field).orElse(null);
    return value == null
        ? OptionalInt.empty()
        : OptionalInt.of((int) whole(value, field.label(), min, max));
  }

  /** A whole number below 2⁵³ in any spelling JSON has for it. */
  static long whole(JsonSlice value, String name, long min, long max) {
    if (value.isNumber()) {
      Decimal number = decimal(value);
      double nearest = number.toDouble();
      if (number.isWhole() && nearest >= min && nearest <= max) {
        return (long) nearest;
      }
    }
    throw ApiException.field(name, "must be a whole number from " + min + " to " + max);
  }

  /** A number from 0 to {@code max}. */
  static Optional<Double> number(Fields fields, Field field, double max) {
    JsonSlice value = fields.given(field).orElse(null);
    if (value == null) {
      return Optional.empty();
    }
    double number = value.isNumber() ? decimal(value).toDouble() : -1;
    if (number < 0 || number > max) {
      throw invalid(field, "must be a number from 0 to " + (int) max);
    }
    return Optional.of(number);
  }

  private static Decimal decimal(JsonSlice number) {
    return Decimal.of(number.array(), number.start(), number.end());
  }
}
