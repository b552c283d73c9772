package ai.agentcache.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery whose turn it is, claimed by this replica.
 *
 * @param lease what the claim is known by
 * @param owner whose endpoint it is, as tables are searched by it
 * @param endpoint the endpoint
 * @param deliveryId the delivery
 * @param waitingSince when it was made
 * @param message what to post
 */
record Errand(
    UUID lease,
    String owner,
    WebhookStore.Sealed endpoint,
    long deliveryId,
    Instant waitingSince,
    Message message) {

  Webhook webhook() {
    return endpoint.webhook();
  }
}
