package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Reasoning;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** The settings of sampling and thinking that are the same in both dialects. */
final class Sampled {

  /** Most tokens that anyone may ask for. */
  static final long MOST_TOKENS = Integer.MAX_VALUE;

  /** OpenAI takes 4 stop texts, other servers more. */
  private static final int MOST_STOPS = 16;

  private static final int LONGEST_MODEL = 256;

  /** OpenAI's, and what Groq calls its own choice. */
  private static final Set<String> EFFORTS =
      Set.of("none", "minimal", "low", "medium", "high", "xhigh", "max", "default");

  private Sampled() {}

  static String model(Fields body) {
    String model = body.requiredText("model", "the name of a model");
    if (model.length() > LONGEST_MODEL) {
      throw body.wrong("model", "must have at most " + LONGEST_MODEL + " characters");
    }
    return model;
  }

  static OptionalDouble temperature(Fields body) {
    return body.number("temperature", 0, 2);
  }

  static OptionalDouble topP(Fields body) {
    return body.number("top_p", 0, 1);
  }

  static OptionalLong tokens(Fields body, String name) {
    return body.whole(name, 1, MOST_TOKENS);
  }

  /** One text or an array of them. */
  static List<String> stop(Fields body) {
    var value = body.value("stop");
    if (value == null) {
      return List.of();
    }
    if (!value.isTextual() && !value.isArray()) {
      throw body.wrong("stop", "must be a string or an array of strings");
    }
    List<String> stops = value.isTextual() ? List.of(value.textValue()) : body.texts("stop");
    if (stops.size() > MOST_STOPS || stops.stream().anyMatch(String::isEmpty)) {
      throw body.wrong("stop", "must have at most " + MOST_STOPS + " texts, none of them empty");
    }
    return stops;
  }

  /** How hard to think, from the field of this name. */
  static Optional<Reasoning> effort(Fields fields, String name) {
    return fields
        .oneOf(name, EFFORTS)
        .map(effort -> new Reasoning(Optional.of(effort), OptionalLong.empty()));
  }

  static void write(ObjectNode body, String name, OptionalDouble value) {
    value.ifPresent(number -> body.put(name, number));
  }

  static void write(ObjectNode body, String name, OptionalLong value) {
    value.ifPresent(number -> body.put(name, number));
  }
}
