package ai.agentcache.architecture.violations.cache;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** A rule that talks to Redis. */
final class SpeaksRedis {
  Request ping() {
    return Request.cmd(Command.PING);
  }
}
