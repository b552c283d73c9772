package ai.agentcache.upload.decision;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is kept: what is asked of many by columns, and all of it as a document. It is
 * laid out when it is made, so that what waits is small and a batch holds up nobody.
 */
record DecisionRow(
    UUID id,
    String tenant,
    String user,
    Instant at,
    long bytes,
    String priority,
    @Nullable String bestEdge,
    double predictedSeconds,
    String document) {

  static DecisionRow of(Decision decision) {
    Asked asked = decision.asked();
    return new DecisionRow(
        decision.id(),
        asked.tenant(),
        asked.user(),
        decision.at(),
        asked.wish().bytes(),
        asked.wish().priority().text(),
        decision.choices().isEmpty() ? null : decision.choices().get(0).edge().id(),
        decision.prediction().seconds(),
        DecisionDocument.write(decision));
  }
}
