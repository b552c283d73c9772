package ai.agentcache.gateway.front;

import static org.hamcrest.Matchers.equalTo;

import ai.agentcache.OtherSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Answers that were cut off are stored where the operator wants it. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class StoreCutTest {

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
