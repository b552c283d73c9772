package ai.agentcache.gateway.session;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.llm.Bodies;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a session. Each method fails with {@link ApiException} that names the
 * field.
 */
final class SessionBody {

  private static final int LONGEST_USER = 128;

  private final ObjectNode object;

  private SessionBody(ObjectNode object) {
    this.object = object;
  }

  static SessionBody parse(byte @Nullable [] body) {
    SessionBody said = new SessionBody(Bodies.object(body));
    said.object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("data") && !name.equals("ttl") && !name.equals("userId")) {
                throw ApiException.field(
                    name.substring(0, Math.min(64, name.length())),
                    "is not known here; known are data, ttl, userId");
              }
            });
    return said;
  }

  /** The data; has to be there. */
  ObjectNode data(long mostBytes) {
    JsonNode data = object.get("data");
    if (data == null || data.isNull()) {
      throw ApiException.missing("data", "an object");
    }
    return requireFit(data, mostBytes);
  }

  /** The data, or none. */
  ObjectNode dataOrNone(long mostBytes) {
    return object.hasNonNull("data") ? data(mostBytes) : Json.object();
  }

  private static ObjectNode requireFit(JsonNode data, long mostBytes) {
    if (!(data instanceof ObjectNode fields)) {
      throw ApiException.field("data", "must be an object");
    }
    requireFit(fields, mostBytes);
    return fields;
  }

  /** Fails if data are too large. */
  static void requireFit(ObjectNode data, long mostBytes) {
    if (Json.bytes(data).length > mostBytes) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE, "`data` may have at most " + mostBytes + " bytes as JSON");
    }
  }

  /** The life in ms, or null. */
  @Nullable Long lifeMillis(long mostMillis) {
    JsonNode ttl = object.get("ttl");
    if (ttl == null || ttl.isNull()) {
      return null;
    }
    long most = mostMillis / 1_000;
    if (!ttl.isIntegralNumber()
        || !ttl.canConvertToLong()
        || ttl.longValue() < 1
        || ttl.longValue() > most) {
      throw ApiException.field("ttl", "must be a whole number of seconds, 1 to " + most);
    }
    return ttl.longValue() * 1_000;
  }

  /** The user, or null. */
  @Nullable String userId() {
    JsonNode user = object.get("userId");
    if (user == null || user.isNull()) {
      return null;
    }
    if (!user.isTextual()) {
      throw ApiException.field("userId", expectation());
    }
    return user(user.textValue());
  }

  /** A user as a parameter names it. */
  static String user(String text) {
    if (text.isBlank()
        || text.length() > LONGEST_USER
        || text.codePoints().anyMatch(SessionBody::isUnfit)) {
      throw ApiException.field("userId", expectation());
    }
    return text;
  }

  private static String expectation() {
    return "must be a string of 1 to " + LONGEST_USER + " characters without control characters";
  }

  private static boolean isUnfit(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
