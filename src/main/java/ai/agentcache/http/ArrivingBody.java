package ai.agentcache.http;

import ai.agentcache.time.Clock;
import io.netty.handler.codec.http.HttpContent;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The body of one request while it arrives, and what it is held to. */
final class ArrivingBody {

  private final Edge edge;
  private final RoutingContext context;
  private final long limit;
  private final long deadline;
  private final Clock clock;
  private long reserved;

  /**
   * @param limit most bytes
   * @param deadline when it has to have arrived, on the clock's {@code nanos()}
   */
  ArrivingBody(Edge edge, RoutingContext context, long limit, long deadline, Clock clock) {
    this.edge = edge;
    this.context = context;
    this.limit = limit;
    this.deadline = deadline;
    this.clock = clock;
  }

  long timeLeft() {
    return deadline - clock.nanos();
  }

  void timedOut() {
    refuse(new ApiException(ErrorCode.REQUEST_TIMEOUT, "the body took too long to arrive"));
  }

  /**
   * Whether the request may see this piece; otherwise the answer has been given.
   *
   * @param received bytes so far, with this piece
   */
  boolean accepts(HttpContent piece, long received) {
    if (piece.decoderResult().isFailure()) {
      return refuse(new ApiException(ErrorCode.INVALID_REQUEST, "the chunks are malformed"));
    }
    if (received > limit) {
      return refuse(tooLarge());
    }
    if (received > BodyBudget.SMALL && received > reserved && !reserve(limit)) {
      return refuse(overloaded());
    }
    return true;
  }

  /**
   * What is wrong with a body of the announced length, or null.
   *
   * @param length bytes, -1 if nothing was announced
   */
  @Nullable ApiException announced(long length) {
    if (length > limit) {
      return tooLarge();
    }
    return length > BodyBudget.SMALL && !reserve(length) ? overloaded() : null;
  }

  private ApiException tooLarge() {
    return new ApiException(
        ErrorCode.PAYLOAD_TOO_LARGE, "the body may have at most " + limit + " bytes");
  }

  private static ApiException overloaded() {
    return new ApiException(ErrorCode.OVERLOADED, "too many large bodies at once: try again later");
  }

  /** Takes memory for this many bytes until the request is over. */
  private boolean reserve(long bytes) {
    BodyBudget budget = edge.budget();
    if (!budget.reserve(bytes)) {
      return false;
    }
    reserved = bytes;
    context.addEndHandler(ended -> budget.release(bytes));
    return true;
  }

  private boolean refuse(ApiException why) {
    edge.refuse(context, why);
    return false;
  }
}
