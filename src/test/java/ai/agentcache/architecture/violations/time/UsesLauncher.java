package ai.agentcache.architecture.violations.time;

import ai.agentcache.architecture.violations.Launcher;

/** Uses what stands above all packages. */
final class UsesLauncher {
  Launcher launcher() {
    return new Launcher();
  }
}
