package ai.agentcache.architecture.violations.cache;

import jakarta.ws.rs.core.Response;

/** A rule that builds an answer of HTTP. */
final class SpeaksHttp {
  Response answer() {
    return Response.noContent().build();
  }
}
