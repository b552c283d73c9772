package ai.agentcache.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The body of an error answer, in the form of the surface that was asked.
 *
 * @param code which error
 * @param details what the caller should change
 * @param requestId the id of the request
 * @param time when it happened
 */
record ErrorBody(ErrorCode code, String details, String requestId, Instant time) {

  private static final JsonFactory JSON = new JsonFactory();

  byte[] toJson(Surface surface) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      write(json, surface);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private void write(JsonGenerator json, Surface surface) throws IOException {
    switch (surface) {
      case API -> writeApi(json);
      case AGENT -> writeAgent(json);
      case OPENAI -> writeOpenAi(json);
      case ANTHROPIC -> writeAnthropic(json);
    }
  }

  private void writeApi(JsonGenerator json) throws IOException {
    json.writeStringField("error", code.text());
    json.writeStringField("code", code.name());
    json.writeStringField("details", details);
    json.writeStringField("requestId", requestId);
  }

  private void writeAgent(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("code", agentCode());
    json.writeStringField("message", message());
    json.writeEndObject();
    json.writeStringField("timestamp", time.toString());
  }

  private String agentCode() {
    return switch (code) {
      case INTERNAL_ERROR -> "SERVER_ERROR";
      case MISSING_FIELD -> ErrorCode.MISSING_REQUIRED_FIELDS.name();
      default -> code.name();
    };
  }

  private void writeOpenAi(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("message", message());
    json.writeStringField("type", openAiType());
    json.writeNullField("param");
    json.writeStringField("code", code.name().toLowerCase(java.util.Locale.ROOT));
    json.writeEndObject();
  }

  private void writeAnthropic(JsonGenerator json) throws IOException {
    json.writeStringField("type", "error");
    json.writeObjectFieldStart("error");
    json.writeStringField("type", anthropicType());
    json.writeStringField("message", message());
    if (code == ErrorCode.THREADS_UNSUPPORTED) {
      json.writeObjectFieldStart("details");
      json.writeStringField("error_code", "thread_unsupported_request");
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeStringField("request_id", requestId);
  }

  private String message() {
    return code.text() + ": " + details;
  }

  private String openAiType() {
    return switch (code) {
      case RATE_LIMITED -> "rate_limit_error";
      case QUOTA_EXCEEDED, BUDGET_EXCEEDED -> "insufficient_quota";
      default -> code.status() < 500 ? "invalid_request_error" : "server_error";
    };
  }

  private String anthropicType() {
    return switch (code.status()) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503 -> "overloaded_error";
      default -> code.status() < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
