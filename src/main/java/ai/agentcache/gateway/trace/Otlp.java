package ai.agentcache.gateway.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Spans in the JSON of OpenTelemetry's protocol, version 1: ids are hex, 64-bit numbers are texts.
 */
final class Otlp {

  /** {@code SPAN_KIND_CLIENT}. */
  private static final int CLIENT = 3;

  /** {@code STATUS_CODE_ERROR}. */
  private static final int ERROR = 2;

  private Otlp() {}

  /** An {@code ExportTraceServiceRequest}. */
  static ObjectNode request(String serviceName, List<Span> spans) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode resource = request.putArray("resourceSpans").addObject();
    attribute(resource.putObject("resource").putArray("attributes"), "service.name", serviceName);
    ObjectNode scope = resource.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", "ai.agentcache.gateway");
    ArrayNode all = scope.putArray("spans");
    spans.forEach(span -> write(span, all.addObject()));
    return request;
  }

  private static void write(Span span, ObjectNode out) {
    out.put("traceId", span.trace().id()).put("spanId", span.id());
    span.trace().parentId().ifPresent(parent -> out.put("parentSpanId", parent));
    out.put("name", span.name()).put("kind", CLIENT);
    out.put("startTimeUnixNano", Long.toString(span.startEpochNanos()));
    out.put("endTimeUnixNano", Long.toString(span.endEpochNanos()));
    ArrayNode attributes = out.putArray("attributes");
    span.attributes().forEach((key, value) -> attribute(attributes, key, value));
    ObjectNode status = out.putObject("status");
    if (span.hasFailed()) {
      status.put("code", ERROR);
    }
  }

  private static void attribute(ArrayNode attributes, String key, Object value) {
    ObjectNode typed = attributes.addObject().put("key", key).putObject("value");
    typed.put(value instanceof Long ? "intValue" : "stringValue", value.toString());
  }
}
