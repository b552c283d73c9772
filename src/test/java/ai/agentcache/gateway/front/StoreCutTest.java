package ai.agentcache.gateway.front;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers that were cut off are stored where the operator wants it. */
@QuarkusTest
@TestProfile(StoreCutTest.Storing.class)
class StoreCutTest {

  /** The service with the setting. */
  public static final class Storing implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("agentcache.gateway.store-cut", "true");
    }
  }

  @Test
  void chat_cutByLength_isStored() {
    try (Desk desk = new Desk()) {
      String key = desk.mint("");
      String body =
          Desk.chatBody("gpt-4o", "one two three four five").replace("}]}", "}],'max_tokens':3}");
      for (String state : new String[] {"MISS", "HIT"}) {
        Desk.post(Desk.by(key), "/v1/chat/completions", body)
            .then()
            .statusCode(200)
            .header("X-Cache", state)
            .body("choices[0].finish_reason", equalTo("length"));
      }
    }
  }
}
