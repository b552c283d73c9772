package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.redis.RedisGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Documents of contexts in Redis. A change puts a guard in the place of the document; while it is
 * there nothing else gets in, so nobody can bring back what was read before the change.
 */
@Singleton
final class ContextCacheStore {

  static final String PREFIX = "agentcache:agent:context:";
  private static final String GUARD = "-";

  private final RedisGateway redis;
  private final String keptMillis;
  private final String guardedMillis;

  ContextCacheStore(RedisGateway redis, ContextConfig config) {
    this.redis = redis;
    this.keptMillis = Long.toString(config.cached().toMillis());
    this.guardedMillis = Long.toString(config.guarded().toMillis());
  }

  static String key(UserKey user) {
    return PREFIX + user.tenant() + '/' + user.userId();
  }

  /** The document of a user, if it is there; it says itself whose it is. */
  Uni<Optional<String>> get(UserKey user) {
    String owner = owner(user);
    return redis
        .send(Request.cmd(Command.GET).arg(key(user)))
        .map(
            reply ->
                Optional.ofNullable(reply)
                    .map(Object::toString)
                    .filter(value -> value.startsWith(owner))
                    .map(value -> value.substring(owner.length())));
  }

  /** Keeps a document, unless something is there. */
  Uni<Void> put(UserKey user, String document) {
    Request set =
        Request.cmd(Command.SET)
            .arg(key(user))
            .arg(owner(user) + document)
            .arg("NX")
            .arg("PX")
            .arg(keptMillis);
    return redis.send(set).replaceWithVoid();
  }

  /** Removes a document and keeps older ones out for a while. */
  Uni<Void> guard(UserKey user) {
    Request set = Request.cmd(Command.SET).arg(key(user)).arg(GUARD).arg("PX").arg(guardedMillis);
    return redis.send(set).replaceWithVoid();
  }

  private static String owner(UserKey user) {
    return user.tenant() + '/' + user.userId() + '\n';
  }
}
