package ai.agentcache.architecture.violations.gateway.two;

import ai.agentcache.architecture.violations.gateway.one.First;
import org.jspecify.annotations.Nullable;

/** The other half. */
public record Second(@Nullable First first) {}
