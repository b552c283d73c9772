package ai.agentcache.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.gateway.sdk.Clients;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The reference library for JavaScript takes our signatures, and nobody else's. */
class VerifyingIT {

  private static final String PROGRAM =
      """
      import { Webhook } from 'standardwebhooks';

      const body = %s;
      const headers = {
        'webhook-id': 'id-1', 'webhook-timestamp': '%d', 'webhook-signature': '%s',
      };
      const event = new Webhook('%s').verify(body, headers);
      let refused = 0;
      for (const [secret, text] of [['%s', body], ['%s', body + ' ']]) {
        try {
          new Webhook(secret).verify(text, headers);
        } catch {
          refused++;
        }
      }
      console.log(event.type, refused);
      """;

  @TestFactory
  Stream<DynamicTest> verify_byTheReferenceLibraryForJavaScript() {
    Clients node = Clients.node();
    Optional<DynamicTest> obstacle = node.obstacle("standardwebhooks for JavaScript");
    return obstacle
        .map(Stream::of)
        .orElseGet(() -> Stream.of(DynamicTest.dynamicTest("verify", () -> verify(node))));
  }

  private static void verify(Clients node) {
    node.install();
    Secret secret = Secret.random();
    long now = System.currentTimeMillis() / 1_000;
    String body = "{\"type\":\"quota.warning\",\"data\":{\"name\":\"Zoe\"}}";
    String signature = secret.sign("id-1", now, body.getBytes(StandardCharsets.UTF_8));
    String program =
        PROGRAM.formatted(
            "'" + body + "'",
            now,
            signature,
            secret.shown(),
            Secret.random().shown(),
            secret.shown());
    assertEquals("quota.warning 2", node.print("webhook.mjs", program).strip());
  }
}
