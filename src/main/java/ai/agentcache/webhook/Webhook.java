package ai.agentcache.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint.
 *
 * @param id its id
 * @param terms what its owner said
 * @param standing how it does
 * @param createdAt when it was made
 * @param updatedAt when its owner changed it last
 */
record Webhook(UUID id, Terms terms, Standing standing, Instant createdAt, Instant updatedAt) {

  /** Stands for everything that the owner may be told. */
  static final String ALL = "*";

  /**
   * What its owner says.
   *
   * @param url where it is
   * @param events what it wants to be told, or {@link #ALL}
   * @param description what it is for
   * @param format the shape of what is posted
   * @param enabled whether it is to be told anything
   */
  record Terms(
      String url,
      List<String> events,
      @Nullable String description,
      Format format,
      boolean enabled) {}

  /**
   * How it does.
   *
   * @param disabledReason why the service switched it off
   * @param failures tries in a row that failed
   * @param failingSince when the first of them was
   * @param retryAt when the next try is, if it waits for that
   */
  record Standing(
      @Nullable String disabledReason,
      int failures,
      @Nullable Instant failingSince,
      @Nullable Instant retryAt) {

    /** Nothing is known yet. */
    static final Standing FRESH = new Standing(null, 0, null, null);
  }

  /** Where its secrets are kept, which their encryption is bound to. */
  static String place(UUID id) {
    return "webhook:" + id;
  }
}
