package ai.agentcache.health;

import ai.agentcache.health.alert.Alert;
import ai.agentcache.health.alert.AlertConfig;
import ai.agentcache.health.alert.AlertText;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells alerts: to the log, to the metrics, and to Slack if there is a webhook. */
@Singleton
final class AlertTeller {

  private static final Logger LOG = Logger.getLogger(AlertTeller.class);
  private static final int TIMEOUT_MILLIS = 5_000;

  private final MeterRegistry metrics;
  private final HttpClient client;
  private final Optional<String> webhook;
  private final AlertText words;

  AlertTeller(Vertx vertx, MeterRegistry metrics, AlertConfig config) {
    this.metrics = metrics;
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
    this.words = new AlertText(config.environment().strip(), replica(config));
    this.webhook = config.slackWebhook().filter(url -> !url.isBlank());
  }

  private static String replica(AlertConfig config) {
    return config
        .replica()
        .filter(name -> !name.isBlank())
        .orElseGet(() -> "process " + ProcessHandle.current().pid());
  }

  void tell(List<Alert> alerts) {
    alerts.forEach(this::tell);
  }

  private void tell(Alert alert) {
    String rule = alert.finding().rule();
    metrics
        .counter(
            "agentcache.alerts",
            "rule",
            rule,
            "severity",
            alert.finding().severity().text(),
            "event",
            alert.event().text())
        .increment();
    String text = AlertText.line(alert);
    if (alert.event() == Alert.Event.RESOLVED) {
      LOG.info(text);
    } else {
      LOG.warn(text);
    }
    webhook.ifPresent(url -> post(url, words.message(alert)));
  }

  /** The address is a secret: it is not logged. */
  private void post(String url, String text) {
    Buffer body = new JsonObject().put("text", text).toBuffer();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url)
            .setTimeout(TIMEOUT_MILLIS)
            .putHeader("Content-Type", "application/json");
    client
        .request(options)
        .compose(request -> request.send(body))
        .onSuccess(
            answer -> {
              if (answer.statusCode() >= 300) {
                undelivered("status " + answer.statusCode());
              }
            })
        .onFailure(failure -> undelivered(failure.getClass().getSimpleName()));
  }

  private void undelivered(String why) {
    metrics.counter("agentcache.alerts.undelivered").increment();
    LOG.warnf("An alert did not reach Slack: %s", why);
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
