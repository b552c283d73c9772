package ai.agentcache.agent.context;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErasureStoreTest {

  @Inject ErasureStore store;
  @Inject UploadRig rig;

  @Test
  void erase_deadLettersThatWereToldOf_areForgottenToo() {
    rig.awaitSchema();
    String tenant = "erased-" + UUID.randomUUID();
    for (String user : new String[] {"ann", "ben"}) {
      rig.run(
          "INSERT INTO events (type, tenant, occurred_at, data) VALUES ('batch.dead_letter', $1,"
              + " now(), jsonb_build_object('userId', $2::text))",
          tenant,
          user);
    }
    store.erase(new UserKey(tenant, "ann"), Instant.now()).await().atMost(Duration.ofSeconds(10));
    assertEquals(
        1,
        rig.number(
            "SELECT count(*) FROM events WHERE tenant = $1 AND data ->> 'userId' = 'ben'", tenant));
    assertEquals(1, rig.number("SELECT count(*) FROM events WHERE tenant = $1", tenant));
  }
}
