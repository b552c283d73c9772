package ai.agentcache.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may call, and how often. */
@ConfigMapping(prefix = "agentcache.access")
public interface AccessConfig {

  /** The environment: {@code development}, {@code staging} or {@code production}. */
  @WithDefault("${agentcache.env:development}")
  String environment();

  /**
   * The secret with which keys are hashed and stored answers and secrets of webhooks are encrypted,
   * at least 32 bytes. All replicas need the same; with another, every minted key and every webhook
   * stops working. Needed in production; elsewhere a public development value stands in for it.
   */
  Optional<String> pepper();

  /**
   * The operator's key, which opens {@code /api/admin/*}. Needed in production; elsewhere {@code
   * ac_admin_development} stands in for it.
   */
  @WithDefault("${agentcache.admin-key:}")
  Optional<String> operatorKey();

  /** Keys that work without being minted. All of them belong to the tenant {@code demo}. */
  @WithDefault("ac_demo_test123")
  List<String> demoKeys();

  /** Whether the demo keys work; unless set, they do everywhere but in production. */
  Optional<Boolean> demoEnabled();

  /** Requests a minute of a demo key that has no limit of its own. */
  @WithDefault("100")
  long demoRequestsPerMinute();

  /** Requests a month of a demo key that has no quota of its own, 0 for any number. */
  @WithDefault("0")
  long demoMonthlyQuota();

  /** Requests a minute of a live key that has no limit of its own. */
  @WithDefault("500")
  long liveRequestsPerMinute();

  /** Requests a month of a live key that has no quota of its own, 0 for any number. */
  @WithDefault("150000")
  long liveMonthlyQuota();

  /**
   * Whether {@code /llm} answers callers without a key; unless set, everywhere but in production.
   */
  Optional<Boolean> anonymousEnabled();

  /** Keys kept in memory, so that they work while no store can be reached. */
  KeyMemory keys();

  /** Repeated requests that must not act twice. */
  Repeats idempotency();

  /** Audit entries kept in memory while they cannot be written; more are dropped and counted. */
  @WithDefault("10000")
  int auditQueue();

  /** The longest life of a widget token. */
  @WithDefault("24h")
  Duration widgetLife();

  /** How long to say nothing more of the same key refused for the same reason. */
  @WithDefault("60s")
  Duration auditRepeats();

  /** Whether this is production. */
  default boolean production() {
    return "production".equalsIgnoreCase(environment().strip());
  }

  /** Keys kept in memory. */
  interface KeyMemory {

    /** The most keys kept. */
    @WithDefault("10000")
    int maximum();

    /**
     * How often they are compared with the store. A revoked key works on other replicas for at most
     * this long and the time of one query.
     */
    @WithDefault("20s")
    Duration refresh();

    /** How long an unused key is kept while the store can be reached. */
    @WithDefault("1h")
    Duration idle();

    /** How long a key that the store does not know is refused without asking again. */
    @WithDefault("30s")
    Duration unknownFor();

    /** The most look-ups at once; beyond it the answer is 503. */
    @WithDefault("64")
    int lookups();
  }

  /** Repeated requests. */
  interface Repeats {

    /** How long the answer of a request with an {@code Idempotency-Key} is kept. */
    @WithDefault("24h")
    Duration keep();

    /** How long a request that has not answered holds its {@code Idempotency-Key}. */
    @WithDefault("30s")
    Duration hold();

    /** How long a repeated request waits for the answer of the first before it gets a 409. */
    @WithDefault("2s")
    Duration patience();
  }
}
