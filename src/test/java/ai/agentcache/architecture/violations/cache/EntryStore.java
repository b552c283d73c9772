package ai.agentcache.architecture.violations.cache;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** May talk to a database. */
final class EntryStore {
  Request ping() {
    return Request.cmd(Command.PING);
  }
}
