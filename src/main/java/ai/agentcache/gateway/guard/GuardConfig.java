package ai.agentcache.gateway.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** What stands between us and a provider in trouble; the same for each provider. */
@ConfigMapping(prefix = "agentcache.gateway.guard")
public interface GuardConfig {

  /** Failures in a row that open a provider's breaker; unless set 5, in production 3. */
  OptionalInt failures();

  /** The environment: {@code development}, {@code staging} or {@code production}. */
  @WithDefault("${agentcache.env:development}")
  String environment();

  /** Failures in a row that open a breaker here. */
  default int threshold() {
    return failures().orElse("production".equalsIgnoreCase(environment().strip()) ? 3 : 5);
  }

  /** How long the breaker stays open before one call probes the provider. */
  @WithDefault("30s")
  Duration openFor();

  /** Good probes that close the breaker. */
  @WithDefault("3")
  int successes();

  /** Calls to one provider that may be under way at a time. */
  @WithDefault("512")
  int concurrency();

  /** Attempts of one request in all, at any provider. */
  @WithDefault("3")
  int attempts();

  /** The longest pause before the first retry; it doubles with each, and is drawn by lot. */
  @WithDefault("200ms")
  Duration backoff();

  /** The longest pause; a provider that asks for a longer one is not asked again. */
  @WithDefault("5s")
  Duration maxBackoff();

  /** Retries to one provider in a minute, as a share of its requests. */
  @WithDefault("0.2")
  double retryShare();

  /** Retries to one provider in a minute that are allowed however few requests there are. */
  @WithDefault("10")
  int minRetries();
}
