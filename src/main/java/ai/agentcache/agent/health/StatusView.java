package ai.agentcache.agent.health;

import ai.agentcache.agent.health.StatusDocuments.Batches;
import ai.agentcache.agent.health.StatusDocuments.Part;
import ai.agentcache.agent.health.StatusDocuments.ServiceStatus;
import ai.agentcache.agent.health.StatusDocuments.Told;
import ai.agentcache.agent.health.StatusDocuments.Trouble;
import ai.agentcache.agent.progress.ProgressFigures.Figures;
import ai.agentcache.health.Checked;
import ai.agentcache.health.Overview;
import ai.agentcache.health.alert.Alert;
import ai.agentcache.health.alert.Discretion;
import ai.agentcache.health.alert.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is told what of the service: nobody but the operator what sums up the traffic of others. */
final class StatusView {

  private final boolean operator;

  StatusView(boolean operator) {
    this.operator = operator;
  }

  ServiceStatus of(Overview overview, Optional<Figures> batches, Instant now) {
    return new ServiceStatus(
        overview.overall().text(),
        overview.checks().stream().map(this::part).toList(),
        batches.map(this::batches).orElse(null),
        told(overview.alerts()).map(this::trouble).toList(),
        told(overview.history()).map(this::event).toList(),
        now.toString());
  }

  private Part part(Checked checked) {
    return new Part(checked.name(), checked.status().text(), operator ? checked.message() : null);
  }

  private Batches batches(Figures figures) {
    long accepted = figures.applied() + figures.dead() + figures.waiting();
    return new Batches(
        operator ? accepted : null,
        figures.applied(),
        operator ? figures.waiting() : null,
        figures.lagMillis(),
        figures.dead());
  }

  private Stream<Alert> told(List<Alert> alerts) {
    return alerts.stream().filter(alert -> Discretion.tells(alert.finding(), operator));
  }

  private Trouble trouble(Alert alert) {
    Finding finding = alert.finding();
    return new Trouble(
        finding.fingerprint(),
        finding.severity().text(),
        message(finding),
        alert.since().toString());
  }

  private Told event(Alert alert) {
    Finding finding = alert.finding();
    return new Told(
        finding.fingerprint(),
        finding.severity().text(),
        alert.event().text(),
        message(finding),
        alert.at().toString());
  }

  private @Nullable String message(Finding finding) {
    return Discretion.message(finding, operator);
  }
}
