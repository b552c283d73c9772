package ai.agentcache.webhook;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import ai.agentcache.webhook.Webhook.Standing;
import ai.agentcache.webhook.Webhook.Terms;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What owners do with their endpoints. */
@Singleton
final class Webhooks {

  private static final String TEST = "webhook.test";

  private final WebhookStore store;
  private final DeliveryStore deliveries;
  private final Secrets secrets;
  private final Posting posting;
  private final Clock clock;
  private final WebhookConfig config;

  Webhooks(
      WebhookStore store,
      DeliveryStore deliveries,
      Secrets secrets,
      Posting posting,
      Clock clock,
      WebhookConfig config) {
    this.store = store;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.posting = posting;
    this.clock = clock;
    this.config = config;
  }

  /**
   * An endpoint with its secret, which is shown only now.
   *
   * @param webhook the endpoint
   * @param secret its secret
   */
  record Made(Webhook webhook, Secret secret) {}

  /** Makes an endpoint. */
  Uni<Made> create(Owner owner, Terms terms) {
    Secret secret = Secret.random();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Webhook webhook = new Webhook(UUID.randomUUID(), terms, Standing.FRESH, now, now);
    return store
        .insert(owner, webhook, secrets.sealed(secret, webhook.id()), config.perTenant())
        .map(
            written -> {
              if (!written) {
                throw new ApiException(
                    ErrorCode.CONFLICT,
                    "There are %d webhooks already; delete one.".formatted(config.perTenant()));
              }
              return new Made(webhook, secret);
            });
  }

  /** All of an owner. */
  Uni<List<Webhook>> list(Owner owner) {
    return store.list(owner);
  }

  /** One of them; fails with NOT_FOUND. */
  Uni<Webhook> find(Owner owner, UUID id) {
    return store.find(owner, id).map(found -> found.orElseThrow(Webhooks::unknown));
  }

  /** Changes one; begins anew if it was switched off or is elsewhere now. */
  Uni<Webhook> change(Owner owner, UUID id, Wish.Change change) {
    return find(owner, id)
        .chain(
            before -> {
              Terms terms = change.of(before.terms());
              boolean anew =
                  !terms.url().equals(before.terms().url())
                      || (terms.enabled() && !before.terms().enabled());
              return store.update(owner, id, terms, anew, clock.instant());
            })
        .map(changed -> changed.orElseThrow(Webhooks::unknown));
  }

  /** Gives one another secret. */
  Uni<Made> rotate(Owner owner, UUID id) {
    Secret secret = Secret.random();
    Instant now = clock.instant();
    return store
        .rotate(owner, id, secrets.sealed(secret, id), now.plus(config.secretOverlap()), now)
        .map(rotated -> new Made(rotated.orElseThrow(Webhooks::unknown), secret));
  }

  /** Removes one. */
  Uni<Void> delete(Owner owner, UUID id) {
    return store
        .delete(owner, id)
        .invoke(
            deleted -> {
              if (!deleted) {
                throw unknown();
              }
            })
        .replaceWithVoid();
  }

  /** Posts a message of no event to one, now. */
  Uni<Outcome> test(Owner owner, UUID id) {
    Message message =
        new Message(
            UUID.randomUUID().toString(),
            TEST,
            clock.instant(),
            new JsonObject().put("message", "This is a test."));
    return store
        .findSealed(owner, id)
        .chain(found -> posting.post(found.orElseThrow(Webhooks::unknown), message));
  }

  /** Deliveries to one before a delivery, the newest first. */
  Uni<List<Delivery>> deliveries(Owner owner, UUID id, long before, int limit) {
    return find(owner, id).chain(found -> deliveries.list(id, before, limit));
  }

  /** Delivers an event to one again. */
  Uni<Delivery> replay(Owner owner, UUID id, long deliveryId) {
    return find(owner, id)
        .chain(found -> deliveries.replay(id, deliveryId, clock.instant()))
        .chain(
            again ->
                again
                    .map(delivery -> Uni.createFrom().item(delivery))
                    .orElseGet(() -> refused(id, deliveryId)));
  }

  private Uni<Delivery> refused(UUID id, long deliveryId) {
    return deliveries
        .exists(id, deliveryId)
        .map(
            exists -> {
              throw exists
                  ? new ApiException(ErrorCode.CONFLICT, "That delivery still waits for its turn.")
                  : new ApiException(ErrorCode.NOT_FOUND, "There is no delivery of that id.");
            });
  }

  static ApiException unknown() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no webhook of that id.");
  }
}
