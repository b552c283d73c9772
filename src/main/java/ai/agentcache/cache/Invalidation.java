package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final long LONGEST = 10L * 366 * 86_400;
  private static final int LONGEST_KEY = 1_280;
  private static final int LONGEST_REASON = 4_096;

  /** Reads and checks a body; the namespace of the header, if one was sent, narrows it. */
  static Invalidation parse(byte[] body, int maxDepth, @Nullable String headerNamespace) {
    Map<String, JsonSlice> fields = fields(body, maxDepth);
    String namespace = namespace(fields, headerNamespace);
    String key = visible(fields, "key", LONGEST_KEY);
    Long olderThan = olderThan(fields);
    checkReason(fields);
    Selector selector =
        new Selector(
            namespace,
            visible(fields, "provider", 64),
            visible(fields, "model", 256),
            visible(fields, "tag", 128));
    boolean narrowed = fields.keySet().stream().anyMatch(Invalidation::narrows);
    if (!narrowed && !all(fields)) {
      throw ApiException.missing(
          "key", "or one of `namespace`, `provider`, `model`, `tag`, `older_than`, `all`");
    }
    return new Invalidation(key, selector, olderThan == null ? 0 : olderThan);
  }

  private static boolean narrows(String field) {
    return !field.equals("all") && !field.equals("reason");
  }

  private static Map<String, JsonSlice> fields(byte[] body, int maxDepth) {
    JsonPass.over(body, 0, body.length, maxDepth).document(new Fields());
    Map<String, JsonSlice> fields = JsonSlice.ofValid(body).members();
    for (String name : fields.keySet()) {
      if (!KNOWN.contains(name)) {
        throw ApiException.field(
            name.substring(0, Math.min(name.length(), 64)), "is not a criterion of invalidation");
      }
    }
    return fields;
  }

  private static @Nullable String namespace(
      Map<String, JsonSlice> fields, @Nullable String headerNamespace) {
    String namespace = visible(fields, "namespace", 128);
    if (namespace == null) {
      return headerNamespace;
    }
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw ApiException.field("namespace", "must be 1 to 128 of A-Z a-z 0-9 . _ -");
    }
    if (headerNamespace != null && !namespace.equals(headerNamespace)) {
      throw ApiException.field("namespace", "must agree with the header X-Cache-Namespace");
    }
    return namespace;
  }

  private static boolean all(Map<String, JsonSlice> fields) {
    JsonSlice all = fields.get("all");
    if (all != null && !all.isBoolean()) {
      throw ApiException.field("all", "must be true or left out");
    }
    return all != null && all.isTrue();
  }

  private static @Nullable Long olderThan(Map<String, JsonSlice> fields) {
    JsonSlice seconds = fields.get("older_than");
    return seconds == null ? null : FieldReader.whole(seconds, "older_than", 0, LONGEST);
  }

  private static void checkReason(Map<String, JsonSlice> fields) {
    JsonSlice reason = fields.get("reason");
    if (reason != null && (!reason.isString() || reason.length() > LONGEST_REASON)) {
      throw ApiException.field("reason", "must be a string of at most 4096 bytes");
    }
  }

  private static @Nullable String visible(Map<String, JsonSlice> fields, String name, int longest) {
    JsonSlice value = fields.get(name);
    return value == null ? null : FieldReader.visible(value, name, longest);
  }
}
