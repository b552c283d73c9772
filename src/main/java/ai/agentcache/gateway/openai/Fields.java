package ai.agentcache.gateway.openai;

import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An object of a request. What is wrong with a field is an {@link ApiException} that names its
 * path, such as {@code messages[2].content}; a field that is {@code null} counts as absent.
 *
 * @param path where the object is in the request; empty for the request itself
 * @param object the object
 */
record Fields(String path, ObjectNode object) {

  /** The request itself. */
  static Fields of(ObjectNode body) {
    return new Fields("", body);
  }

  /** The path of a field. */
  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The value of a field, or null. */
  @Nullable JsonNode value(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  boolean has(String name) {
    return value(name) != null;
  }

  ApiException wrong(String name, String expectation) {
    return ApiException.field(at(name), expectation);
  }

  ApiException missing(String name, String expectation) {
    return ApiException.missing(at(name), expectation);
  }

  /** A text, perhaps empty. */
  Optional<String> text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong(name, "must be a string");
    }
    return Optional.of(value.textValue());
  }

  /** A text that has to be there and to say something. */
  String requiredText(String name, String expectation) {
    String text = text(name).orElseThrow(() -> missing(name, expectation));
    if (text.isBlank()) {
      throw wrong(name, "must not be empty: " + expectation);
    }
    return text;
  }

  /** A text out of a few. */
  Optional<String> oneOf(String name, Set<String> allowed) {
    Optional<String> text = text(name);
    if (text.isPresent() && !allowed.contains(text.get())) {
      throw wrong(name, "must be one of " + String.join(", ", new TreeSet<>(allowed)));
    }
    return text;
  }

  OptionalDouble number(String name, double least, double most) {
    JsonNode value = value(name);
    if (value == null) {
      return OptionalDouble.empty();
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw wrong(name, "must be a number from " + least + " to " + most);
    }
    return OptionalDouble.of(number);
  }

  OptionalLong whole(String name, long least, long most) {
    JsonNode value = value(name);
    if (value == null) {
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

  Optional<Boolean> flag(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw wrong(name, "must be true or false");
    }
    return Optional.of(value.booleanValue());
  }

  Optional<Fields> object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof ObjectNode found)) {
      throw wrong(name, "must be an object");
    }
    return Optional.of(new Fields(at(name), found));
  }

  Fields requiredObject(String name, String expectation) {
    return object(name).orElseThrow(() -> missing(name, expectation));
  }

  /** The objects of an array; none when it is absent. */
  List<Fields> objects(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ArrayNode array)) {
      throw wrong(name, "must be an array of objects");
    }
    List<Fields> found = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof ObjectNode item)) {
        throw wrong(name + "[" + i + "]", "must be an object");
      }
      found.add(new Fields(at(name + "[" + i + "]"), item));
    }
    return found;
  }

  /** The texts of an array; none when it is absent. */
  List<String> texts(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ArrayNode array)) {
      throw wrong(name, "must be an array of strings");
    }
    List<String> found = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isTextual()) {
        throw wrong(name + "[" + i + "]", "must be a string");
      }
      found.add(array.get(i).textValue());
    }
    return found;
  }
}
