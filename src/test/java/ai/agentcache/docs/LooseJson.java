package ai.agentcache.docs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON of which some parts are left open: what is said must be there, more may be. {@code …} stands
 * for any value, or within a text for any part of it.
 */
final class LooseJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LooseJson() {}

  /** Compares documents, one after the other; the paths at which they differ. */
  static List<String> differences(String expected, String actual) {
    List<JsonNode> said = read(completed(expected));
    List<JsonNode> found;
    try {
      found = read(actual);
    } catch (IllegalArgumentException e) {
      return List.of("no JSON: " + actual);
    }
    List<String> differences = new ArrayList<>();
    if (said.size() != found.size()) {
      differences.add(said.size() + " documents expected, " + found.size() + " found");
    }
    for (int i = 0; i < Math.min(said.size(), found.size()); i++) {
      compare(said.get(i), found.get(i), "$", differences);
    }
    return differences;
  }

  /** Makes JSON of it: a bare {@code …} is a text when it is a value, and nothing otherwise. */
  private static String completed(String text) {
    return text.replaceAll("(\"\\s*:\\s*)…", "$1\"…\"")
        .replaceAll(",\\s*…\\s*(?=[}\\]])", "")
        .replaceAll("([{\\[]\\s*)…", "$1");
  }

  private static List<JsonNode> read(String text) {
    List<JsonNode> documents = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null) {
        documents.add(parser.readValueAsTree());
      }
      return documents;
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static void compare(
      JsonNode said, JsonNode found, String path, List<String> differences) {
    if (said.isObject() && found.isObject()) {
      said.properties()
          .forEach(
              member ->
                  compare(
                      member.getValue(),
                      found.path(member.getKey()),
                      path + "." + member.getKey(),
                      differences));
    } else if (said.isArray() && found.isArray()) {
      for (int i = 0; i < said.size(); i++) {
        compare(said.get(i), found.path(i), path + "[" + i + "]", differences);
      }
    } else if (!same(said, found)) {
      differences.add(path + " is " + shown(found) + " and not " + said);
    }
  }

  private static boolean same(JsonNode said, JsonNode found) {
    if (said.isTextual() && (found.isTextual() || said.textValue().equals("…"))) {
      return !found.isMissingNode() && LooseText.matches(said.textValue(), found.asText());
    }
    if (said.isNumber() && found.isNumber()) {
      return said.decimalValue().compareTo(found.decimalValue()) == 0;
    }
    return said.equals(found);
  }

  private static String shown(JsonNode found) {
    return found.isMissingNode() ? "missing" : found.toString();
  }
}
