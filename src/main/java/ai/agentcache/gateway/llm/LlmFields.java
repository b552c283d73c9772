package ai.agentcache.gateway.llm;

import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads fields of an object; one that is wrong is named. A field that is null is not there.
 *
 * @param body the object
 * @param at where it is, as a prefix of the names: empty, or such as {@code nodes[2].}
 */
public record LlmFields(ObjectNode body, String at) {

  private static final int MOST_WORDS = 16;

  /** Of a body. */
  public LlmFields(ObjectNode body) {
    this(body, "");
  }

  private ApiException wrong(String name, String expectation) {
    return ApiException.field(at + name, expectation);
  }

  private Optional<JsonNode> given(String name) {
    return Optional.ofNullable(body.get(name)).filter(value -> !value.isNull());
  }

  /** A text that says something, of at most so many characters. */
  public Optional<String> text(String name, int longest) {
    return given(name).map(value -> text(name, value, longest));
  }

  /** A text that has to be as expected. */
  Optional<String> text(String name, Predicate<String> rule, String expectation) {
    return given(name)
        .map(
            value -> {
              if (!value.isTextual() || !rule.test(value.asText())) {
                throw wrong(name, expectation);
              }
              return value.asText();
            });
  }

  /** A text that has to be there. */
  public String required(String name, int longest, String expectation) {
    return text(name, longest).orElseThrow(() -> ApiException.missing(at + name, expectation));
  }

  /** Refuses a field. */
  public void absent(String name, String why) {
    if (given(name).isPresent()) {
      throw wrong(name, why);
    }
  }

  private String text(String name, JsonNode value, int longest) {
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > longest) {
      throw wrong(name, "has to be a text of 1 to " + longest + " characters");
    }
    return value.asText();
  }

  /** A choice of two. */
  public boolean flag(String name, boolean otherwise) {
    Optional<JsonNode> value = given(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw wrong(name, "has to be true or false");
    }
    return value.map(JsonNode::asBoolean).orElse(otherwise);
  }

  /** A whole number within bounds. */
  public OptionalInt whole(String name, int least, long most) {
    Optional<JsonNode> value = given(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode number = value.get();
    if (!number.isIntegralNumber()
        || !number.canConvertToInt()
        || number.asInt() < least
        || number.asInt() > most) {
      throw wrong(name, "has to be a whole number from " + least + " to " + most);
    }
    return OptionalInt.of(number.asInt());
  }

  Optional<BigDecimal> money(String name) {
    return given(name)
        .map(
            value -> {
              if (!value.isNumber() || value.decimalValue().signum() <= 0) {
                throw wrong(name, "has to be a number of dollars above 0");
              }
              return value.decimalValue();
            });
  }

  <E extends Enum<E>> Optional<E> choice(String name, E[] choices) {
    return given(name).map(value -> pick(name, value, choices, LlmFields::lower));
  }

  /** One of some words. */
  public <E extends Enum<E>> E choice(String name, E[] choices, E otherwise) {
    return choice(name, choices).orElse(otherwise);
  }

  <E extends Enum<E>> E labelled(String name, E[] choices, Function<E, String> label, E otherwise) {
    return given(name).map(value -> pick(name, value, choices, label)).orElse(otherwise);
  }

  private static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private <E extends Enum<E>> E pick(
      String name, JsonNode value, E[] choices, Function<E, String> label) {
    String text = value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : "";
    return Arrays.stream(choices)
        .filter(choice -> label.apply(choice).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name,
                    "has to be one of "
                        + Arrays.stream(choices)
                            .map(choice -> "`" + label.apply(choice) + "`")
                            .collect(Collectors.joining(", "))));
  }

  Set<String> words(String name) {
    return new LinkedHashSet<>(texts(name, MOST_WORDS, 64));
  }

  /** A list of at most so many short texts; empty when it is not there. */
  public List<String> texts(String name, int most, int longest) {
    JsonNode value = given(name).orElse(body.arrayNode());
    if (!value.isArray() || value.size() > most) {
      throw wrong(name, "has to be a list of at most " + most + " words");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      texts.add(text(name + "[" + i + "]", value.get(i), longest));
    }
    return texts;
  }
}
