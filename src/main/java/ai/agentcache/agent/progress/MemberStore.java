package ai.agentcache.agent.progress;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which replicas there are, in Redis. */
@Singleton
final class MemberStore {

  private static final Script MEMBERS = Script.load("progress-members.lua");
  private static final String KEY = "agentcache:agent:progress:replicas";

  private final RedisGateway redis;

  MemberStore(RedisGateway redis) {
    this.redis = redis;
  }

  /** Says that a replica is there, and answers who is. */
  Uni<List<String>> meet(String replica, Duration absence) {
    return redis
        .eval(MEMBERS, List.of(KEY), List.of(replica, Long.toString(absence.toMillis())))
        .map(MemberStore::names);
  }

  private static List<String> names(@Nullable Response reply) {
    List<String> names = new ArrayList<>();
    if (reply != null) {
      reply.forEach(name -> names.add(name.toString()));
    }
    return names;
  }

  /** Says that a replica goes. */
  Uni<Void> leave(String replica) {
    return redis.send(Request.cmd(Command.ZREM).arg(KEY).arg(replica)).replaceWithVoid();
  }
}
