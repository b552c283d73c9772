package ai.agentcache.webhook;

import static io.restassured.RestAssured.given;

import ai.agentcache.event.EventType;
import ai.agentcache.event.Events;
import ai.agentcache.event.TenantEvent;
import ai.agentcache.upload.UploadRig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Keys, webhooks and events for tests of webhooks. */
@Singleton
public final class WebhookRig {

  static final String OPERATOR = "ac_admin_development";

  private final Events events;
  private final UploadRig rows;

  WebhookRig(Events events, UploadRig rows) {
    this.events = events;
    this.rows = rows;
  }

  void awaitSchema() {
    rows.awaitSchema();
  }

  UploadRig rows() {
    return rows;
  }

  static RequestSpecification with(String key) {
    return given().header("X-API-Key", key).contentType("application/json");
  }

  /** Sends JSON, written with single quotes, to make a webhook. */
  static ValidatableResponse wanted(String key, String json) {
    return with(key).body(json.replace('\'', '"')).post("/api/webhooks").then();
  }

  /** A webhook for everything. */
  static JsonPath made(String key, String url) {
    return wanted(key, "{'url':'%s','events':['*']}".formatted(url))
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  static JsonPath show(String key, String id) {
    return with(key).get("/api/webhooks/" + id).then().statusCode(200).extract().jsonPath();
  }

  static JsonPath deliveries(String key, String id) {
    return with(key)
        .get("/api/webhooks/" + id + "/deliveries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Something happens in a tenant. */
  TenantEvent happen(String tenant, int number) {
    TenantEvent event =
        TenantEvent.of(
            EventType.QUOTA_WARNING, tenant, Instant.now(), new JsonObject().put("n", number));
    events.happened(event);
    return event;
  }
}
