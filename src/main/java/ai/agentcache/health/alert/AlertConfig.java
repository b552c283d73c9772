package ai.agentcache.health.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** When alerts are raised, and whom they are told. */
@ConfigMapping(prefix = "agentcache.alerts")
public interface AlertConfig {

  /** The share of requests that may fail within a minute, 0 to 1. */
  @WithDefault("0.1")
  double errorRate();

  /** Requests within a minute below which nothing is said about their errors and times. */
  @WithDefault("20")
  long leastRequests();

  /** How long requests of a minute may take on average. */
  @WithDefault("2s")
  Duration responseTime();

  /** Above this it is critical. */
  @WithDefault("10s")
  Duration responseTimeCritical();

  /** The share of the heap that may be in use after a collection, 0 to 1. */
  @WithDefault("0.85")
  double memory();

  /** Above this it is critical. */
  @WithDefault("0.95")
  double memoryCritical();

  /** Tokens that may be refused within a minute. */
  @WithDefault("20")
  long tokenFailures();

  /** How long an update that could not be applied is alarmed about, if it is left lying aside. */
  @WithDefault("1h")
  Duration deadLetterWindow();

  /** How far below its threshold a figure has to fall to be fine again, as a share of it. */
  @WithDefault("0.1")
  double hysteresis();

  /** How long a trouble is not told again. */
  @WithDefault("5m")
  Duration cooldown();

  /** How many alerts are remembered. */
  @WithDefault("200")
  int history();

  /** How often is looked. */
  @WithDefault("5s")
  Duration interval();

  /** How long after the start a store that has never answered is waited for and not called away. */
  @WithDefault("15s")
  Duration startPatience();

  /** The environment: {@code development}, {@code staging} or {@code production}. */
  @WithDefault("${agentcache.env:development}")
  String environment();

  /** What this replica is called when it tells an alert; its process unless set. */
  @WithDefault("${HOSTNAME:}")
  Optional<String> replica();

  /** A Slack webhook that alerts are sent to. */
  Optional<String> slackWebhook();
}
