package ai.agentcache.http;

import ai.agentcache.time.Clock;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes first: it gets its id, its head is checked, its body is bounded in size
 * and time. Nothing here looks at a body or asks anybody else.
 */
@Singleton
final class Edge {

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

  /** The same as Anthropic calls it; its SDKs put it into their errors. */
  private static final CharSequence ANTHROPIC_REQUEST_ID =
      HttpHeaders.createOptimized("request-id");

  private static final String WIDGET = "/api/widget";

  /** After the reload of development mode, before all else. */
  private static final int ORDER = Integer.MIN_VALUE + 1;

  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence CREDENTIALS =
      HttpHeaders.createOptimized("Authorization, X-API-Key, X-Cache-Namespace, Accept-Encoding");

  private final Clock clock;
  private final ErrorAnswers errors;
  private final BodyLimits limits;
  private final BodyBudget budget;
  private final @Nullable Cors cors;
  private final long bodyNanos;
  private final long gzipFrom;

  Edge(Clock clock, ErrorAnswers errors, HttpConfig config) {
    this.clock = clock;
    this.errors = errors;
    this.limits = BodyLimits.of(config);
    this.budget = BodyBudget.of(config);
    this.cors = Cors.of(config);
    this.bodyNanos = config.bodyTimeout().toNanos();
    this.gzipFrom = config.gzipFrom().asLongValue();
  }

  void install(@Observes Router router, Failures failures) {
    router.route().order(ORDER).handler(this::enter).failureHandler(failures::handle);
    failures.install(router);
  }

  BodyBudget budget() {
    return budget;
  }

  private void enter(RoutingContext context) {
    Head head = Head.of(context.request().headers());
    Call call = identify(context, head, clock.nanos());
    ApiException problem = admit(context, head, call);
    if (problem != null) {
      refuse(context, problem);
    } else {
      Cors granting = context.request().path().equals(WIDGET) ? Cors.OPEN : cors;
      if (granting == null || !granting.handle(context, head.origin())) {
        context.next();
      }
    }
  }

  /**
   * Looks at a request that failed before it came by here, for the router refuses some by itself.
   * True if it has been answered.
   */
  boolean refusesLate(RoutingContext context) {
    if (Call.isAttachedTo(context)) {
      return false;
    }
    HttpServerRequest request = context.request();
    Head head = Head.of(request.headers());
    Call call = identify(context, head, clock.nanos());
    ApiException problem = admit(context, head, call);
    if (problem != null) {
      refuse(context, problem);
    }
    return problem != null;
  }

  private static Call identify(RoutingContext context, Head head, long now) {
    Call call = new Call(id(head), TraceParent.traceId(head.traceParent()), now);
    call.attachTo(context);
    stamp(context.response().headers(), call, context.request().path());
    return call;
  }

  private static String id(Head head) {
    CharSequence given = head.requestId();
    return given != null && RequestId.isValid(given) ? given.toString() : RequestId.make();
  }

  private static void stamp(MultiMap headers, Call call, String path) {
    headers.set(REQUEST_ID, call.requestId());
    headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    if (Surface.isPrivate(path)) {
      headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
      headers.set(HttpHeaders.VARY, CREDENTIALS);
      if (Surface.of(path) == Surface.ANTHROPIC) {
        headers.set(ANTHROPIC_REQUEST_ID, call.requestId());
      }
    }
  }

  private @Nullable ApiException admit(RoutingContext context, Head head, Call call) {
    HttpServerRequest request = context.request();
    ArrivingBody body = head.hasBody() ? body(context, call) : null;
    if (request.version() != HttpVersion.HTTP_2) {
      ChannelPipeline pipeline = pipeline(request);
      BodyGuard.of(pipeline).begin(body);
      Gzip.ask(pipeline, head.acceptsGzip(), gzipFrom);
    }
    ApiException problem = problem(head, request);
    return problem != null || body == null ? problem : body.announced(head.contentLength());
  }

  private static @Nullable ApiException problem(Head head, HttpServerRequest request) {
    HttpVersion version = request.version();
    if (version == null) {
      return invalid("the version has to be HTTP/1.1 or HTTP/1.0");
    }
    return RequestTarget.isValid(request.uri())
        ? head.problem(version == HttpVersion.HTTP_1_1)
        : invalid("the path or the query has a character that has to be percent-encoded");
  }

  private static ApiException invalid(String details) {
    return new ApiException(ErrorCode.INVALID_REQUEST, details);
  }

  private ArrivingBody body(RoutingContext context, Call call) {
    long limit = limits.of(context.request().path());
    return new ArrivingBody(this, context, limit, call.startNanos() + bodyNanos, clock);
  }

  private static ChannelPipeline pipeline(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channel().pipeline();
  }

  /** Answers with an error and gives the connection up: what still arrives on it is not read. */
  void refuse(RoutingContext context, ApiException why) {
    BodyGuard guard = BodyGuard.of(pipeline(context.request()));
    guard.ignoreRest();
    HttpServerResponse response = context.response();
    if (response.headWritten()) {
      guard.close();
    } else {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      errors.send(context, why).onComplete(sent -> guard.close());
    }
  }
}
