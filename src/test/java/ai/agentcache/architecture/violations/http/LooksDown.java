package ai.agentcache.architecture.violations.http;

import ai.agentcache.architecture.violations.time.Moment;

/** Uses a package below its own, as it may. */
final class LooksDown {
  Moment[] none() {
    return new Moment[0];
  }
}
