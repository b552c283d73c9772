package ai.agentcache.access;

import ai.agentcache.http.Call;
import ai.agentcache.time.Clock;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Where other packages note what holders of keys did; never waits, never fails. */
@Singleton
public final class AuditTrail {

  private final AuditLog log;
  private final Clock clock;

  AuditTrail(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Notes one deed of the caller of an authenticated request.
   *
   * @param action what was done, such as {@code upload.duplicate-checked}
   * @param details more; short, and nothing secret
   */
  public void record(RoutingContext routing, String action, JsonObject details) {
    Caller caller = Access.of(routing).caller();
    String request = Call.of(routing).requestId();
    log.record(
        new AuditEvent(
            clock.instant(),
            caller.keyId(),
            action,
            caller.tenant(),
            caller.keyId(),
            request,
            details.encode()));
  }
}
