package ai.agentcache.agent.progress;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.health.DeepHealth;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What another replica has laid aside, or this one before it was started anew, is alarmed about.
 */
@QuarkusTest
class DeadLetterWatchTest {

  private static final String KEY = new Partition(7).deadLetters();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject RedisGateway redis;
  @Inject DeadLetterWatch watch;
  @Inject DeepHealth health;

  @Test
  void letters_thatLieThere_areAlarmedAboutUntilTheyAreRemoved() {
    send(Request.cmd(Command.XADD).arg(KEY).arg("*").arg("reason").arg("test"));
    watch.look().await().atMost(PATIENCE);
    UploadRig.until(this::isAlarmed);
    assertTrue(isAlarmed());
    send(Request.cmd(Command.DEL).arg(KEY));
    watch.look().await().atMost(PATIENCE);
    UploadRig.until(() -> !isAlarmed());
    assertFalse(isAlarmed());
  }

  private void send(Request request) {
    redis.send(request).await().atMost(PATIENCE);
  }

  private boolean isAlarmed() {
    return health.overview().alerts().stream()
        .anyMatch(alert -> alert.finding().rule().equals("dead-letters"));
  }
}
