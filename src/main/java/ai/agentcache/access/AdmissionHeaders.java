package ai.agentcache.access;

import io.vertx.core.http.HttpServerResponse;

/** Stands in for the header fields of an admission. */
final class AdmissionHeaders {
  private AdmissionHeaders() {}

  static void write(HttpServerResponse response, Admission admission) {
    response.putHeader("X-RateLimit-Limit", String.valueOf(admission.limit()));
    if (!admission.allowed()) {
      response.putHeader("Retry-After", String.valueOf(admission.retryAfterSeconds()));
    }
  }
}
