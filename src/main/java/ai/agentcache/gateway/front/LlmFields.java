package ai.agentcache.gateway.front;

import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads fields of a body; one that is wrong is named. A field that is null is not there. */
record LlmFields(ObjectNode body) {

  private static final int MOST_WORDS = 16;

  private Optional<JsonNode> given(String name) {
    return Optional.ofNullable(body.get(name)).filter(value -> !value.isNull());
  }

  Optional<String> text(String name, int longest) {
    return given(name).map(value -> text(name, value, longest));
  }

  String required(String name, int longest) {
    return text(name, longest)
        .orElseThrow(() -> ApiException.missing(name, "a text; or send `messages`"));
  }

  void absent(String name, String why) {
    if (given(name).isPresent()) {
      throw ApiException.field(name, why);
    }
  }

  private static String text(String name, JsonNode value, int longest) {
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > longest) {
      throw ApiException.field(name, "has to be a text of 1 to " + longest + " characters");
    }
    return value.asText();
  }

  boolean flag(String name, boolean otherwise) {
    Optional<JsonNode> value = given(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw ApiException.field(name, "has to be true or false");
    }
    return value.map(JsonNode::asBoolean).orElse(otherwise);
  }

  OptionalInt whole(String name, int least, long most) {
    Optional<JsonNode> value = given(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode number = value.get();
    if (!number.isIntegralNumber()
        || !number.canConvertToInt()
        || number.asInt() < least
        || number.asInt() > most) {
      throw ApiException.field(name, "has to be a whole number from " + least + " to " + most);
    }
    return OptionalInt.of(number.asInt());
  }

  Optional<BigDecimal> money(String name) {
    return given(name)
        .map(
            value -> {
              if (!value.isNumber() || value.decimalValue().signum() <= 0) {
                throw ApiException.field(name, "has to be a number of dollars above 0");
              }
              return value.decimalValue();
            });
  }

  <E extends Enum<E>> Optional<E> choice(String name, E[] choices) {
    return given(name).map(value -> pick(name, value, choices, LlmFields::lower));
  }

  <E extends Enum<E>> E choice(String name, E[] choices, E otherwise) {
    return choice(name, choices).orElse(otherwise);
  }

  <E extends Enum<E>> E labelled(String name, E[] choices, Function<E, String> label, E otherwise) {
    return given(name).map(value -> pick(name, value, choices, label)).orElse(otherwise);
  }

  private static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E pick(
      String name, JsonNode value, E[] choices, Function<E, String> label) {
    String text = value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : "";
    return Arrays.stream(choices)
        .filter(choice -> label.apply(choice).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.field(
                    name,
                    "has to be one of "
                        + Arrays.stream(choices)
                            .map(choice -> "`" + label.apply(choice) + "`")
                            .collect(Collectors.joining(", "))));
  }

  Set<String> words(String name) {
    Set<String> words = new LinkedHashSet<>();
    JsonNode value = given(name).orElse(body.arrayNode());
    if (!value.isArray() || value.size() > MOST_WORDS) {
      throw ApiException.field(name, "has to be a list of at most " + MOST_WORDS + " words");
    }
    for (int i = 0; i < value.size(); i++) {
      words.add(text(name + "[" + i + "]", value.get(i), 64));
    }
    return words;
  }
}
