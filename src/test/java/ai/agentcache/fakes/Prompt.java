package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model is asked, in no provider's words; filled by the reader of a wire format. */
final class Prompt {

  /** Every provider says that it does not know this one. */
  static final String UNKNOWN_MODEL = "no-such-model";

  String model = "";
  String text = "";
  final List<Image> images = new ArrayList<>();
  final List<String> results = new ArrayList<>();

  /** Names and the schemas of their arguments. */
  final Map<String, JsonNode> tools = new LinkedHashMap<>();

  /** Tools that have to be called. */
  final List<String> forced = new ArrayList<>();

  boolean mayCall = true;
  boolean oneCall;

  /** Of the requested document; missing when none is. */
  JsonNode schema = MissingNode.getInstance();

  boolean json;
  boolean reasons;
  boolean showsReasoning;
  final List<String> stops = new ArrayList<>();
  int maxTokens = Integer.MAX_VALUE;
  String seed = "";
  boolean stream;
  boolean includeUsage;
  boolean marksCache;
  boolean logprobs;
  int choices = 1;
  JsonNode request = MissingNode.getInstance();
  private int words;
  private boolean saysCached;

  /** The newest words of the user; results of tools before them are history. */
  void user(String words) {
    text = words;
    results.clear();
    count(words);
  }

  void result(String words) {
    results.add(words);
    count(words);
  }

  /** Words that count and are not answered. */
  void count(String words) {
    this.words += Words.count(words);
    saysCached |= words.contains("cached");
  }

  int words() {
    return words;
  }

  /** Half of the input counts as cached when the prompt says so or marks what to keep. */
  int cachedWords() {
    return saysCached || marksCache ? words / 2 : 0;
  }

  /** The texts of content that is a string or an array of parts with texts. */
  static String textOf(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : content) {
      if (part.path("text").isTextual()) {
        texts.add(part.path("text").asText());
      }
    }
    return String.join(" ", texts);
  }

  void stops(JsonNode sequences) {
    if (sequences.isTextual()) {
      stops.add(sequences.asText());
    }
    sequences.forEach(sequence -> stops.add(sequence.asText()));
  }

  /** The first of these numbers that is there. */
  void limit(JsonNode... numbers) {
    for (JsonNode number : numbers) {
      if (number.isInt()) {
        maxTokens = number.asInt();
        return;
      }
    }
  }
}
