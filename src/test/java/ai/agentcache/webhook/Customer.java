package ai.agentcache.webhook;

import ai.agentcache.upload.UploadRig;
import java.util.UUID;

/**
 * A tenant of its own.
 *
 * @param tenant its id
 * @param key its key
 */
record Customer(String tenant, String key) {
  static Customer any() {
    String tenant = "hooks-" + UUID.randomUUID().toString().substring(0, 8);
    return new Customer(tenant, UploadRig.key(tenant));
  }
}
