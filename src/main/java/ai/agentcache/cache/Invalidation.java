package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants made void: entries that meet every criterion given.
 *
 * @param key one entry, by the key it was stored under or the key that was returned for it
 * @param selector which entries
 * @param olderThanSeconds only those stored at least so long ago, 0 for any
 */
record Invalidation(@Nullable String key, Selector selector, long olderThanSeconds) {

  private static final Set<String> KNOWN =
      Set.of("key", "namespace", "provider", "model", "tag", "older_than", "all", "reason");
  private static final long LONGEST = 10L * 366 * 86_400;

  /** Reads and checks a body; the namespace of the header, if one was sent, narrows it. */
  static Invalidation parse(ObjectMapper json, byte[] body, @Nullable String headerNamespace) {
    JsonNode fields = object(json, body);
    checkNames(fields);
    String namespace = text(fields, "namespace", 128);
    if (namespace != null && !namespace.matches("[A-Za-z0-9._-]+")) {
      throw ApiException.field("namespace", "must be 1 to 128 of A-Z a-z 0-9 . _ -");
    }
    if (namespace != null && headerNamespace != null && !namespace.equals(headerNamespace)) {
      throw ApiException.field("namespace", "must agree with the header X-Cache-Namespace");
    }
    String key = text(fields, "key", 1_024);
    Long olderThan = olderThan(fields);
    text(fields, "reason", 1_024);
    Selector selector =
        new Selector(
            namespace == null ? headerNamespace : namespace,
            text(fields, "provider", 64),
            text(fields, "model", 256),
            text(fields, "tag", 128));
    boolean narrowed =
        namespace != null
            || selector.provider() != null
            || selector.model() != null
            || selector.tag() != null;
    if (key == null && olderThan == null && !narrowed && !all(fields)) {
      throw ApiException.missing(
          "key", "or one of `namespace`, `provider`, `model`, `tag`, `older_than`, `all`");
    }
    return new Invalidation(key, selector, olderThan == null ? 0 : olderThan);
  }

  private static JsonNode object(ObjectMapper json, byte[] body) {
    try {
      JsonNode node = json.readTree(body);
      if (node == null || !node.isObject()) {
        throw ApiException.field("body", "must be a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new ApiException(
          ai.agentcache.http.ErrorCode.MALFORMED_JSON,
          "`body` is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void checkNames(JsonNode fields) {
    for (Iterator<Map.Entry<String, JsonNode>> i = fields.fields(); i.hasNext(); ) {
      String name = i.next().getKey();
      if (!KNOWN.contains(name)) {
        throw ApiException.field(name, "is not a criterion of invalidation");
      }
    }
  }

  private static boolean all(JsonNode fields) {
    JsonNode all = fields.get("all");
    if (all != null && !all.isBoolean()) {
      throw ApiException.field("all", "must be true or left out");
    }
    return all != null && all.booleanValue();
  }

  private static @Nullable Long olderThan(JsonNode fields) {
    JsonNode seconds = fields.get("older_than");
    if (seconds == null) {
      return null;
    }
    if (!seconds.isIntegralNumber()
        || !seconds.canConvertToLong()
        || seconds.longValue() < 0
        || seconds.longValue() > LONGEST) {
      throw ApiException.field("older_than", "must be seconds, 0 to " + LONGEST);
    }
    return seconds.longValue();
  }

  private static @Nullable String text(JsonNode fields, String name, int longest) {
    JsonNode value = fields.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isEmpty() || value.textValue().length() > longest) {
      throw ApiException.field(name, "must be a string of 1 to " + longest + " characters");
    }
    if (!value.textValue().chars().allMatch(c -> c > 0x20 && c < 0x7f || c == ' ')) {
      throw ApiException.field(name, "must be visible ASCII");
    }
    return value.textValue();
  }
}
