package ai.agentcache.architecture.violations.time;

import ai.agentcache.architecture.violations.http.Edge;

/** Uses a package above its own. */
record LooksUp(Edge edge) {}
