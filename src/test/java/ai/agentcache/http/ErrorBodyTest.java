package ai.agentcache.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorBodyTest {

  private static String body(Surface surface, ErrorCode code) {
    return new String(
        new ErrorBody(code, "say \"what\"", "id-1", Instant.EPOCH).toJson(surface), UTF_8);
  }

  @Test
  void toJson_api_hasTheFourFields() {
    assertEquals(
        "{\"error\":\"Invalid field\",\"code\":\"INVALID_FIELD\","
            + "\"details\":\"say \\\"what\\\"\",\"requestId\":\"id-1\"}",
        body(Surface.API, ErrorCode.INVALID_FIELD));
  }

  @Test
  void toJson_agent_hasCodeMessageAndTime() {
    assertEquals(
        "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"Not found: say \\\"what\\\"\"},"
            + "\"timestamp\":\"1970-01-01T00:00:00Z\"}",
        body(Surface.AGENT, ErrorCode.NOT_FOUND));
  }

  @Test
  void toJson_openAi_isItsErrorObject() {
    assertEquals(
        "{\"error\":{\"message\":\"Invalid API key: say \\\"what\\\"\","
            + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}",
        body(Surface.OPENAI, ErrorCode.INVALID_API_KEY));
  }

  @Test
  void toJson_anthropic_isItsErrorObject() {
    assertEquals(
        "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\","
            + "\"message\":\"Invalid API key: say \\\"what\\\"\"},\"request_id\":\"id-1\"}",
        body(Surface.ANTHROPIC, ErrorCode.INVALID_API_KEY));
  }

  @Test
  void toJson_thread_tellsAnthropicsClientsToGoOnWithoutOne() {
    assertTrue(
        body(Surface.ANTHROPIC, ErrorCode.THREADS_UNSUPPORTED)
            .contains("\"details\":{\"error_code\":\"thread_unsupported_request\"}"));
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void toJson_everyCodeOnEverySurface_isJson(ErrorCode code) throws IOException {
    for (Surface surface : Surface.values()) {
      new ObjectMapper().readTree(body(surface, code));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/cache/get,API",
    "/llm/generate,API",
    "/nowhere,API",
    "/v10,API",
    "/api/v1/agent,AGENT",
    "/api/v1/agent/token,AGENT",
    "/api/v1/agents,API",
    "/v1/chat/completions,OPENAI",
    "/v1,OPENAI",
    "/v1/messages,ANTHROPIC",
    "/v1/messagesx,OPENAI"
  })
  void of_path_isTheSurfaceThatSpeaksThere(String path, Surface surface) {
    assertEquals(surface, Surface.of(path));
  }
}
