package ai.agentcache.redis;

import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import org.jspecify.annotations.Nullable;

/** A command under way on one link; touched only by the event loop of that link. */
final class PendingCommand implements Handler<AsyncResult<Response>> {

  final Request request;
  final long sentAt;
  private final RedisLink link;
  private @Nullable UniEmitter<? super @Nullable Response> emitter;
  private boolean answered;

  PendingCommand(
      RedisLink link, Request request, UniEmitter<? super @Nullable Response> emitter, long now) {
    this.link = link;
    this.request = request;
    this.emitter = emitter;
    this.sentAt = now;
  }

  /** Whether it reads one value: has no effect and costs Redis next to nothing. */
  boolean isSingleRead() {
    return request.command() == Command.GET;
  }

  /** Whether Redis (or the closing of the connection) has spoken. */
  boolean answered() {
    return answered;
  }

  /** Whether the caller still waits. */
  boolean waiting() {
    return emitter != null;
  }

  @Override
  public void handle(AsyncResult<Response> result) {
    answered = true;
    link.answered(this, result);
    UniEmitter<? super @Nullable Response> waiter = emitter;
    if (waiter == null) {
      return;
    }
    emitter = null;
    if (result.succeeded()) {
      waiter.complete(result.result());
    } else {
      waiter.fail(failure(result.cause()));
    }
  }

  /** Lets the caller go without an answer. */
  void abandon(String reason) {
    UniEmitter<? super @Nullable Response> waiter = emitter;
    emitter = null;
    if (waiter != null) {
      waiter.fail(new UnavailableException(RedisGateway.NAME, reason));
    }
  }

  /** Whether Redis itself answered with an error, which shows that it is there. */
  static boolean spokeItself(Throwable cause) {
    return cause instanceof Response response
        && response.type() == ResponseType.ERROR
        && !"CONNECTION_CLOSED".equals(cause.getMessage());
  }

  private static Throwable failure(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return spokeItself(cause) && message.startsWith("NOSCRIPT")
        ? new NoScriptException()
        : new UnavailableException(RedisGateway.NAME, message);
  }
}
