package ai.agentcache.webhook;

import static ai.agentcache.upload.UploadRig.until;
import static ai.agentcache.webhook.WebhookRig.deliveries;
import static ai.agentcache.webhook.WebhookRig.made;
import static ai.agentcache.webhook.WebhookRig.show;
import static ai.agentcache.webhook.WebhookRig.with;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.event.TenantEvent;
import ai.agentcache.webhook.Receiver.Received;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that happen come to real receivers, whatever these do. */
@QuarkusTest
@TestProfile(LocalTargets.class)
class DeliveryTest {

  @Inject WebhookRig rig;

  private final Receiver receiver = new Receiver();
  private Customer customer;
  private String key;

  @BeforeEach
  void begin() {
    rig.awaitSchema();
    customer = Customer.any();
    key = customer.key();
  }

  @AfterEach
  void end() {
    with(key)
        .get("/api/webhooks")
        .then()
        .extract()
        .jsonPath()
        .getList("webhooks.id", String.class)
        .forEach(id -> with(key).delete("/api/webhooks/" + id));
    receiver.close();
  }

  @Test
  void event_subscribed_isPostedAndAcceptedByTheReferenceLibrary() {
    JsonPath made = made(key, receiver.url());
    TenantEvent event = rig.happen(customer.tenant(), 1);

    until(() -> state(made.getString("id")).equals(List.of("delivered")));

    Received received = receiver.received().get(0);
    verify(made.getString("secret"), received);
    assertEquals(event.id().toString(), received.id());
    assertEquals("/hook", received.path());
    assertEquals("application/json", received.header("Content-type"));
    assertEquals("127.0.0.1:" + receiver.port(), received.header("Host"));
    JsonObject body = new JsonObject(received.body());
    assertEquals("quota.warning", body.getString("type"));
    assertEquals(1, body.getJsonObject("data").getInteger("n"));
    assertEquals(event.at().toEpochMilli(), body.getInstant("timestamp").toEpochMilli());
    JsonPath delivery = deliveries(key, made.getString("id"));
    assertEquals(204, delivery.getInt("deliveries[0].status"));
    assertEquals(1, delivery.getInt("deliveries[0].attempts"));
    assertNull(delivery.get("deliveries[0].error"));
    assertNotNull(delivery.get("deliveries[0].finishedAt"));
  }

  @Test
  void event_ofAnotherTenantOrType_isNotTold() {
    String id =
        WebhookRig.wanted(key, "{'url':'%s','events':['upload.failed']}".formatted(receiver.url()))
            .extract()
            .path("id");
    String all = made(key, receiver.url()).getString("id");
    rig.happen(Customer.any().tenant(), 1);
    rig.happen(customer.tenant(), 2);

    until(() -> state(all).equals(List.of("delivered")));

    assertEquals(List.of(), state(id));
    assertEquals(1, receiver.received().size());
  }

  @Test
  void rotatedSecret_bothSign() {
    JsonPath made = made(key, receiver.url());
    String path = "/api/webhooks/" + made.getString("id");
    String next = with(key).post(path + "/rotate-secret").then().extract().path("secret");

    with(key).post(path + "/test").then().statusCode(200).body("delivered", equalTo(true));

    Received received = receiver.received().get(0);
    assertEquals(2, received.header("Webhook-signature").split(" ", -1).length);
    verify(made.getString("secret"), received);
    verify(next, received);
    assertEquals("webhook.test", new JsonObject(received.body()).getString("type"));
    rig.rows()
        .run(
            "UPDATE webhooks SET old_until = now() WHERE id = $1",
            UUID.fromString(made.getString("id")));
    with(key).post(path + "/test").then().body("delivered", equalTo(true));
    assertEquals(1, receiver.received().get(1).header("Webhook-signature").split(" ", -1).length);
    verify(next, receiver.received().get(1));
  }

  @Test
  void receiver_downForAWhile_getsAllInOrder() {
    int port = receiver.port();
    String id = made(key, receiver.url()).getString("id");
    receiver.close();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sent.add(rig.happen(customer.tenant(), i).id().toString());
      int waiting = i + 1;
      until(() -> state(id).size() == waiting);
    }
    until(() -> show(key, id).getInt("failures") > 0);
    assertNotNull(show(key, id).getString("failingSince"));

    try (Receiver back = new Receiver(port)) {
      until(() -> state(id).equals(Collections.nCopies(5, "delivered")));
      assertEquals(sent, back.received().stream().map(Received::id).toList());
    }
    assertEquals(0, show(key, id).getInt("failures"));
    assertNull(show(key, id).getString("failingSince"));
  }

  @Test
  void receiver_500Once_isTriedAgainBeforeTheNextEvent() {
    receiver.answering(count -> Receiver.status(count == 1 ? 500 : 200));
    String id = made(key, receiver.url()).getString("id");
    String first = rig.happen(customer.tenant(), 1).id().toString();
    until(() -> receiver.received().size() == 1);
    String second = rig.happen(customer.tenant(), 2).id().toString();

    until(() -> state(id).equals(List.of("delivered", "delivered")));

    assertEquals(
        List.of(first, first, second), receiver.received().stream().map(Received::id).toList());
    assertEquals(List.of(1, 2), deliveries(key, id).getList("deliveries.attempts"));
  }

  @Test
  void receiver_retryAfter_isLeftAlone() {
    receiver.answering(
        count -> count == 1 ? Receiver.status(429, "Retry-After", "3") : Receiver.status(200));
    String id = made(key, receiver.url()).getString("id");
    rig.happen(customer.tenant(), 1);

    until(() -> state(id).equals(List.of("delivered")));

    List<Received> received = receiver.received();
    assertEquals(2, received.size());
    assertTrue(received.get(1).nanos() - received.get(0).nanos() >= 2_900_000_000L);
  }

  @Test
  void receiver_gone_isSwitchedOffAtOnce() {
    receiver.answering(count -> Receiver.status(410));
    String id = made(key, receiver.url()).getString("id");
    rig.happen(customer.tenant(), 1);

    until(() -> state(id).equals(List.of("failed")));

    JsonPath shown = show(key, id);
    assertFalse(shown.getBoolean("enabled"));
    assertEquals("The endpoint answered 410 Gone.", shown.getString("disabledReason"));
    assertEquals(1, receiver.received().size());
  }

  @Test
  void receiver_redirect_isNotFollowed() {
    try (Receiver elsewhere = new Receiver()) {
      receiver.answering(count -> Receiver.status(302, "Location", elsewhere.url()));
      String id = made(key, receiver.url()).getString("id");
      with(key)
          .post("/api/webhooks/" + id + "/test")
          .then()
          .body("delivered", equalTo(false))
          .body("status", equalTo(302))
          .body("error", equalTo("redirects are not followed"));
      assertEquals(List.of(), elsewhere.received());
    }
  }

  @Test
  void receiver_hugeAnswer_isDeliveredAndCutShort() {
    receiver.answering(count -> Receiver.huge(10L << 30));
    String id = made(key, receiver.url()).getString("id");
    rig.happen(customer.tenant(), 1);

    until(() -> state(id).equals(List.of("delivered")));

    assertEquals(200, deliveries(key, id).getInt("deliveries[0].status"));
  }

  @Test
  void receiver_slow_delaysNobodyElse() {
    receiver.answering(count -> Receiver.after(30_000, Receiver.status(200)));
    String slow = made(key, receiver.url()).getString("id");
    try (Receiver quick = new Receiver()) {
      String other = made(key, quick.url()).getString("id");
      for (int i = 0; i < 5; i++) {
        rig.happen(customer.tenant(), i);
      }
      until(() -> state(other).equals(Collections.nCopies(5, "delivered")));
      assertTrue(state(slow).stream().allMatch("pending"::equals));
    }
    until(() -> show(key, slow).getInt("failures") > 0);
    assertEquals(
        "no answer in time",
        deliveries(key, slow).getList("deliveries.error", String.class).get(4));
  }

  @Test
  void replay_delivered_isSentAgainWithTheSameId() {
    String id = made(key, receiver.url()).getString("id");
    rig.happen(customer.tenant(), 1);
    until(() -> state(id).equals(List.of("delivered")));
    String delivery = deliveries(key, id).getString("deliveries[0].id");

    with(key)
        .post("/api/webhooks/" + id + "/deliveries/" + delivery + "/replay")
        .then()
        .statusCode(202)
        .body("state", equalTo("pending"));

    until(() -> state(id).equals(List.of("delivered", "delivered")));
    assertEquals(receiver.received().get(0).id(), receiver.received().get(1).id());
  }

  @Test
  void deliveries_pageByPage_showsEachOnceNewestFirst() {
    String id = made(key, receiver.url()).getString("id");
    for (int i = 0; i < 5; i++) {
      rig.happen(customer.tenant(), i);
    }
    until(() -> state(id).size() == 5);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page =
          with(key)
              .get("/api/webhooks/" + id + "/deliveries?limit=2" + cursor)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("deliveries.id", String.class));
      String next = page.getString("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    assertEquals(deliveries(key, id).getList("deliveries.id"), seen);
    assertEquals(5, seen.size());
  }

  private List<String> state(String id) {
    return deliveries(key, id).getList("deliveries.state", String.class);
  }

  private static void verify(String secret, Received received) {
    HttpHeaders headers = HttpHeaders.of(received.headers(), (name, value) -> true);
    assertDoesNotThrow(
        () -> new com.standardwebhooks.Webhook(secret).verify(received.body(), headers));
  }
}
