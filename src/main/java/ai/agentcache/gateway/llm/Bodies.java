package ai.agentcache.gateway.llm;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads request bodies. */
public final class Bodies {

  private Bodies() {}

  /**
   * The object that a body is.
   *
   * @throws ApiException saying where it is none
   */
  public static ObjectNode object(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw new ApiException(ErrorCode.MALFORMED_JSON, "the body is empty; send a JSON object");
    }
    JsonNode root = parse(body);
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw new ApiException(ErrorCode.INVALID_REQUEST, "the body has to be a JSON object");
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.parse(body);
    } catch (JsonProcessingException e) {
      throw new ApiException(ErrorCode.MALFORMED_JSON, "the body is no JSON we read" + at(e));
    } catch (IOException e) {
      throw new ApiException(ErrorCode.MALFORMED_JSON, "the body is empty; send a JSON object");
    }
  }

  private static String at(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    boolean duplicate = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
    String what = duplicate ? ": a name comes twice" : "";
    return at == null ? what : what + ", at byte " + Math.max(0, at.getByteOffset());
  }
}
