package ai.agentcache.webhook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {

  private static final String BODY = "{\"type\":\"quota.warning\",\"data\":{\"name\":\"Zoë\"}}";

  @Test
  void sign_exampleOfTheSpecification_isAsItSays() {
    Secret secret = new Secret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    assertEquals("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", secret.shown());
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        secret.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, bytes("{\"test\": 2432232314}")));
  }

  @Test
  void sign_anyMessage_isAcceptedByTheReferenceLibrary() {
    Secret secret = Secret.random();
    long now = System.currentTimeMillis() / 1_000;
    String signature = secret.sign("id-1", now, bytes(BODY));
    assertDoesNotThrow(() -> verify(secret, now, signature, BODY));
    String both = Secret.random().sign("id-1", now, bytes(BODY)) + " " + signature;
    assertDoesNotThrow(() -> verify(secret, now, both, BODY));
    assertThrows(
        WebhookVerificationException.class, () -> verify(secret, now, signature, BODY + " "));
    assertThrows(
        WebhookVerificationException.class, () -> verify(Secret.random(), now, signature, BODY));
  }

  @Test
  void toString_anySecret_tellsNothingOfIt() {
    Secret secret = Secret.random();
    assertTrue(secret.shown().length() > 40);
    assertFalse(secret.toString().contains(secret.shown().substring(6, 12)));
  }

  private static void verify(Secret secret, long time, String signature, String body)
      throws WebhookVerificationException {
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of(
                "webhook-id", List.of("id-1"),
                "webhook-timestamp", List.of(Long.toString(time)),
                "webhook-signature", List.of(signature)),
            (name, value) -> true);
    new Webhook(secret.shown()).verify(body, headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
