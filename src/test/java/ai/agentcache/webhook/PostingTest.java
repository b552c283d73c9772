package ai.agentcache.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.time.Clock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names that lead to this machine. */
@QuarkusTest
class PostingTest {

  private static final String NAME = "rebound.example.com";

  @Inject Secrets secrets;
  @Inject Clock clock;

  private final Receiver receiver = new Receiver();
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() {
    receiver.close();
    vertx.close();
  }

  @Test
  void post_publicNameOfAPrivateAddress_reachesNothing() {
    Map<String, String> http = Map.of("agentcache.webhooks.allow-http", "true");
    for (String scheme : List.of("http", "https")) {
      Outcome outcome = post(scheme, http);
      assertEquals("the address must be at a public address", outcome.error());
    }
    assertEquals(List.of(), receiver.received());
  }

  @Test
  void post_addressThatWasChecked_isAskedByItsName() {
    Outcome outcome =
        post(
            "http",
            Map.of(
                "agentcache.webhooks.allow-http", "true",
                "agentcache.webhooks.allow-private-addresses", "true"));
    assertTrue(outcome.isWell(), String.valueOf(outcome));
    assertEquals(NAME + ":" + receiver.port(), receiver.received().get(0).header("Host"));
  }

  private Resolver resolver() {
    InetAddress here = InetAddress.getLoopbackAddress();
    return new Resolver(vertx, (name, types) -> name.equals(NAME) ? here : null);
  }

  private Outcome post(String scheme, Map<String, String> settings) {
    WebhookConfig config = Settings.with(settings);
    Posting posting =
        new Posting(vertx, new TargetGuard(config), resolver(), secrets, clock, config);
    UUID id = UUID.randomUUID();
    String url = scheme + "://" + NAME + ":" + receiver.port() + "/";
    Webhook.Terms terms = new Webhook.Terms(url, List.of("*"), null, Format.STANDARD, true);
    Instant now = clock.instant();
    WebhookStore.Sealed sealed =
        new WebhookStore.Sealed(
            new Webhook(id, terms, Webhook.Standing.FRESH, now, now),
            new WebhookStore.Secrets(secrets.sealed(Secret.random(), id), null, null));
    return posting
        .post(sealed, new Message("m", "webhook.test", now, new JsonObject()))
        .await()
        .atMost(Duration.ofSeconds(20));
  }
}
