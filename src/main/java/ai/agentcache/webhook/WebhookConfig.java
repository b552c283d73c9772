package ai.agentcache.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Webhooks: where they may lead, and how they are delivered. */
@ConfigMapping(prefix = "agentcache.webhooks")
public interface WebhookConfig {

  /**
   * Whether endpoints may have `http` addresses. Off in every environment, since one that is not
   * told apart counts as development.
   */
  @WithDefault("false")
  boolean allowHttp();

  /** Whether endpoints may be at private and local addresses. Off in every environment. */
  @WithDefault("false")
  boolean allowPrivateAddresses();

  /** Endpoints of one tenant, or of the operator. */
  @WithDefault("20")
  int perTenant();

  /** Characters of the address of an endpoint. */
  @WithDefault("2048")
  int urlLength();

  /** Characters of the description of an endpoint. */
  @WithDefault("256")
  int descriptionLength();

  /** How long the secret of before signs too after it was rotated. */
  @WithDefault("24h")
  Duration secretOverlap();

  /** How often deliveries that are due are looked for. */
  @WithDefault("1s")
  Duration poll();

  /** Deliveries that one replica makes at once. */
  @WithDefault("32")
  int concurrency();

  /** Deliveries that one replica makes at once for the endpoints of one tenant. */
  @WithDefault("4")
  int concurrencyPerTenant();

  /** Longest wait for a connection to an endpoint. */
  @WithDefault("5s")
  Duration connectTimeout();

  /** Longest time of one delivery, from the look-up of the name to the end of the answer. */
  @WithDefault("15s")
  Duration totalTimeout();

  /** Bytes that are read of an answer, and thrown away. */
  @WithDefault("65536")
  int answerLimit();

  /** When a delivery that failed is tried again. */
  Retries retries();

  /** When a delivery that failed is tried again. */
  interface Retries {

    /** Longest pause after the first failure; it doubles with each, and is drawn by lot. */
    @WithDefault("10s")
    Duration first();

    /** Longest pause. */
    @WithDefault("2h")
    Duration longest();

    /** How long after an event its delivery is given up. */
    @WithDefault("24h")
    Duration over();

    /** Longest pause that an endpoint can ask for by `Retry-After`. */
    @WithDefault("1h")
    Duration longestAsked();

    /** An endpoint to which nothing could be delivered for this long is switched off. */
    @WithDefault("3d")
    Duration failing();
  }
}
