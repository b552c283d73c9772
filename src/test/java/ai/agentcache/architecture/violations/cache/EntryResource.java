package ai.agentcache.architecture.violations.cache;

import jakarta.ws.rs.core.Response;

/** May speak HTTP, with all that is nested in it. */
final class EntryResource {
  /** Nested. */
  static final class Answer {
    Response answer() {
      return Response.ok().build();
    }
  }
}
