package ai.agentcache.gateway.anthropic;

import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object of a request. What is wrong in it is an {@link ApiException} that names the field by
 * its path; a field that is {@code null} counts as absent.
 *
 * @param object the object
 * @param path where it is in the body; empty for the body itself
 */
record Fields(ObjectNode object, String path) {

  /** The object at a path. */
  static Fields of(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      return new Fields(object, path);
    }
    throw ApiException.field(path, "must be an object");
  }

  /** The path of a field. */
  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The path of an item of a list. */
  static String at(String list, int index) {
    return list + "[" + index + "]";
  }

  ApiException wrong(String name, String expectation) {
    return ApiException.field(at(name), expectation);
  }

  Optional<JsonNode> given(String name) {
    JsonNode value = object.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  /** A value that has to be there. */
  JsonNode required(String name, String expectation) {
    return given(name).orElseThrow(() -> ApiException.missing(at(name), expectation));
  }

  /** A text that has to be there and say something. */
  String text(String name) {
    return text(name, required(name, "a string"));
  }

  /** A text that says something, if it is there. */
  Optional<String> optionalText(String name) {
    return given(name).map(value -> text(name, value));
  }

  private String text(String name, JsonNode value) {
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(name, "must be a string of at least one character");
    }
    return value.textValue();
  }

  /** A text that has to be there and may be empty. */
  String anyText(String name) {
    JsonNode value = required(name, "a string");
    if (!value.isTextual()) {
      throw wrong(name, "must be a string");
    }
    return value.textValue();
  }

  /** One of a few words. */
  String word(String name, Set<String> words) {
    String text = text(name);
    if (!words.contains(text)) {
      throw wrong(name, "must be one of " + String.join(", ", new TreeSet<>(words)));
    }
    return text;
  }

  Optional<String> optionalWord(String name, Set<String> words) {
    return given(name).map(value -> word(name, words));
  }

  Optional<Boolean> flag(String name) {
    return given(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw wrong(name, "must be true or false");
              }
              return value.booleanValue();
            });
  }

  OptionalDouble number(String name, double least, double most) {
    JsonNode value = object.path(name);
    if (given(name).isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw wrong(name, "must be a number from %s to %s".formatted(plain(least), plain(most)));
    }
    return OptionalDouble.of(number);
  }

  private static String plain(double bound) {
    return Long.toString((long) bound);
  }

  OptionalLong whole(String name, long least, long most) {
    JsonNode value = object.path(name);
    if (given(name).isEmpty()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw wrong(name, "must be a whole number from " + least + " to " + most);
    }
    return OptionalLong.of(value.longValue());
  }

  Optional<ArrayNode> list(String name) {
    return given(name)
        .map(
            value -> {
              if (value instanceof ArrayNode array) {
                return array;
              }
              throw wrong(name, "must be an array");
            });
  }

  Optional<Fields> inner(String name) {
    return given(name).map(value -> of(value, at(name)));
  }

  /** An object that has to be there. */
  Fields requiredInner(String name) {
    return of(required(name, "an object"), at(name));
  }
}
