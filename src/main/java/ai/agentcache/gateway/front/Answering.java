package ai.agentcache.gateway.front;

import ai.agentcache.cache.Served;
import ai.agentcache.cache.Terms;
import ai.agentcache.gateway.GatewayConfig;
import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.Generator;
import ai.agentcache.gateway.Question;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.front.RequestMeters.Watch;
import ai.agentcache.gateway.llm.Completions;
import ai.agentcache.gateway.llm.Questions;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.http.Call;
import ai.agentcache.http.StreamedBody;
import ai.agentcache.time.Clock;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** From a question to what goes back over HTTP: the answer, or its events, and the headers. */
@Singleton
final class Answering {

  private static final String CHAT = "chat";
  private static final String EMBEDDINGS = "embeddings";

  private final Generator generator;
  private final Rendering rendering;
  private final Clock clock;
  private final Questions questions;
  private final RequestMeters meters;
  private final long keepAliveMillis;

  Answering(
      Generator generator,
      Completions completions,
      Questions questions,
      RequestMeters meters,
      Clock clock,
      GatewayConfig config) {
    this.generator = generator;
    this.rendering = new Rendering(completions);
    this.clock = clock;
    this.questions = questions;
    this.meters = meters;
    this.keepAliveMillis = config.keepAlive().toMillis();
  }

  /** The terms of a request. */
  Terms terms(RoutingContext routing) {
    return questions.terms(routing);
  }

  /** What the client gets: {@code byte[]}, or a {@link StreamedBody}. */
  Uni<Object> answer(Front front, ObjectNode asked, Question question, RoutingContext routing) {
    return question.stream()
        ? streamed(question, routing, made -> rendering.stream(front, asked, made))
        : whole(question, routing, made -> rendering.whole(front, made));
  }

  /** The events of our own API: the first of them says so if the answer is degraded. */
  Uni<Object> events(Front front, ObjectNode asked, Question question, RoutingContext routing) {
    return streamed(
        question,
        routing,
        made -> {
          Multi<Buffer> events = rendering.stream(front, asked, made);
          return made.degraded() ? events.map(new DegradedMark(front)::on) : events;
        });
  }

  /** The same for an answer that is told as a whole. */
  Uni<Object> whole(
      Question question, RoutingContext routing, Function<Generated, Uni<byte[]>> telling) {
    Watch watch = meters.watch(CHAT, question.route().first(), routing);
    return told(generator.answer(question), watch, routing, telling);
  }

  /** Vectors, as the provider has told them. */
  Uni<Object> embeddings(Target target, Uni<Generated> embedded, RoutingContext routing) {
    Watch watch = meters.watch(EMBEDDINGS, target, routing);
    return told(embedded, watch, routing, Answering::verbatim);
  }

  private static Uni<byte[]> verbatim(Generated made) {
    return made.served().recording().ended().map(end -> made.served().recording().all().get(0));
  }

  private Uni<Object> told(
      Uni<Generated> answer,
      Watch watch,
      RoutingContext routing,
      Function<Generated, Uni<byte[]>> telling) {
    return answer
        .chain(
            made ->
                telling
                    .apply(made)
                    .invoke(
                        whole -> {
                          headers(made, routing);
                          watch.over(made);
                        }))
        .onFailure()
        .invoke(watch::failed)
        .map(Object.class::cast);
  }

  private Uni<Object> streamed(
      Question question, RoutingContext routing, Function<Generated, Multi<Buffer>> telling) {
    Watch watch = meters.watch(CHAT, question.route().first(), routing);
    return generator
        .answer(question)
        .onFailure()
        .invoke(watch::failed)
        .map(
            made -> {
              headers(made, routing);
              watch.begun(made);
              return new StreamedBody(
                  telling
                      .apply(made)
                      .onTermination()
                      .invoke((failure, cancelled) -> watch.ended(made, cancelled)),
                  keepAliveMillis);
            });
  }

  /** Writes the header fields of an answer; with its cost, if that is known yet. */
  void headers(Generated generated, RoutingContext routing) {
    HttpServerResponse response = routing.response();
    if (response.headWritten()) {
      return;
    }
    Served served = generated.served();
    MultiMap headers = response.headers();
    headers.set("X-Cache", label(served.state()));
    headers.set("X-Cache-Key", served.key().text());
    headers.set("Age", Long.toString(served.ageSeconds()));
    headers.set("X-AgentCache-Provider", generated.origin().provider());
    if (generated.degraded()) {
      headers.set("X-AgentCache-Degraded", "true");
    }
    if (served.recording().isComplete()) {
      boolean billed = served.state() == Served.State.MISS && !generated.degraded();
      long nanos = billed ? served.recording().end().costNanos() : 0;
      headers.set("X-AgentCache-Cost", cost(nanos));
    }
    headers.set("X-AgentCache-Overhead-Ms", overhead(generated, routing));
  }

  private static String label(Served.State state) {
    return switch (state) {
      case HIT -> "HIT";
      case STALE -> "STALE";
      case MISS, JOINED -> "MISS";
    };
  }

  static String cost(long nanos) {
    return java.math.BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }

  /** The time this service took, without the provider's. */
  private String overhead(Generated generated, RoutingContext routing) {
    long nanos = clock.nanos() - Call.of(routing).startNanos();
    long provider =
        generated.attempts().stream().mapToLong(attempt -> attempt.latencyNanos()).sum();
    long micros = Math.max(0, nanos - provider) / 1_000;
    return java.math.BigDecimal.valueOf(micros, 3).toPlainString();
  }
}
