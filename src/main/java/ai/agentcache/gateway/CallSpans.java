package ai.agentcache.gateway;

import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.trace.Span;
import ai.agentcache.gateway.trace.Trace;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamRefusal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each call behind a bill as a span, if anybody wants to know; attributes are called as
 * OpenTelemetry's conventions for generative AI call them. One call at a time.
 */
final class CallSpans {

  private static final String STATUS = "http.response.status_code";

  private final String operation;
  private final Optional<Trace> trace;
  private volatile Optional<Span> current = Optional.empty();

  /**
   * @param operation what is done: {@code chat} or {@code embeddings}
   * @param trace what the spans are part of
   */
  CallSpans(String operation, Optional<Trace> trace) {
    this.operation = operation;
    this.trace = trace;
  }

  /** A call begins; tells the header fields that it is to have. */
  Map<String, String> begin(Target target) {
    if (trace.isEmpty() || target.provider().name().equals(Providers.MOCK)) {
      return Map.of();
    }
    Span span = trace.get().start(operation, target.model());
    span.with("gen_ai.operation.name", operation)
        .with("gen_ai.provider.name", target.provider().name())
        .with("gen_ai.request.model", target.model());
    target.provider().address().ifPresent(address -> tell(span, address));
    current = Optional.of(span);
    return Map.of("traceparent", span.traceParent());
  }

  private static void tell(Span span, URI address) {
    if (address.getHost() != null) {
      int otherwise = "https".equals(address.getScheme()) ? 443 : 80;
      span.with("server.address", address.getHost())
          .with("server.port", address.getPort() < 0 ? otherwise : address.getPort());
    }
  }

  /** The provider says which model it is that answers. */
  void answeredBy(String model) {
    if (!model.isEmpty()) {
      current.ifPresent(span -> span.with("gen_ai.response.model", model));
    }
  }

  /** The call has ended well. */
  void end(Spent spent) {
    current.ifPresent(span -> spent(span, spent).with(STATUS, 200).end());
  }

  private static Span spent(Span span, Spent spent) {
    return span.with("gen_ai.usage.input_tokens", spent.input())
        .with("gen_ai.usage.output_tokens", spent.output());
  }

  /** The call has failed; null if nobody waits for it any more. */
  void fail(@Nullable Throwable failure) {
    current.ifPresent(span -> fail(span, failure));
  }

  private static void fail(Span span, @Nullable Throwable failure) {
    if (failure instanceof UpstreamFailure known) {
      if (known.status() > 0) {
        span.with(STATUS, known.status());
      }
      span.fail(known.label());
    } else if (failure instanceof UpstreamRefusal refusal) {
      span.with(STATUS, refusal.status()).fail("refused");
    } else {
      span.fail(failure == null ? "cancelled" : "failed");
    }
  }
}
