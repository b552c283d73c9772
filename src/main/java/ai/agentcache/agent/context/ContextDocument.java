package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.ProgressView;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The context of a user as agents see it: what was kept of the user, and defaults for what was not.
 */
final class ContextDocument {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ContextDocument() {}

  /**
   * The document of a user.
   *
   * @param now by which a streak is counted
   */
  static ObjectNode of(String userId, StoredContext stored, Instant now) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("user_id", userId);
    document.put("name", stored.name());
    document.set("preferences", preferences());
    document.set("progress", progress(stored.progress(), now));
    document.putArray("session_history");
    if (stored.context() != null) {
      addTo(document, read(stored.context()));
    }
    document.put("version", stored.version());
    document.put("new_user", stored.context() == null && stored.progress() == null);
    document.put("created_at", text(stored.createdAt()));
    document.put("updated_at", text(stored.updatedAt()));
    return document;
  }

  private static void addTo(ObjectNode document, ObjectNode kept) {
    JsonNode preferences = kept.remove("preferences");
    if (preferences instanceof ObjectNode chosen) {
      document.withObjectProperty("preferences").setAll(chosen);
    }
    document.setAll(kept);
  }

  private static ObjectNode preferences() {
    return MAPPER.createObjectNode().put("language", "en").put("level", "beginner");
  }

  private static ObjectNode progress(@Nullable String stored, Instant now) {
    return stored == null ? MAPPER.createObjectNode() : ProgressView.of(stored, now.toEpochMilli());
  }

  /** An object that comes from the database, where nothing else gets in. */
  static ObjectNode read(String json) {
    try {
      return MAPPER.readValue(json, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document cannot be read", e);
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
