package ai.agentcache.redis;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** Takes the answer of a command that was only sent to see whether one comes. */
enum IgnoredReply implements UniEmitter<@Nullable Response> {
  INSTANCE;

  @Override
  public void complete(@Nullable Response item) {}

  @Override
  public void fail(Throwable failure) {}

  @Override
  public UniEmitter<@Nullable Response> onTermination(Runnable callback) {
    return this;
  }
}
