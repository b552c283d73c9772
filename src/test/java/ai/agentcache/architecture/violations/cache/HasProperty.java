package ai.agentcache.architecture.violations.cache;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Has a setting injected. No bean, so nobody ever does. */
final class HasProperty {
  @ConfigProperty(name = "some.name")
  String name = "";
}
