package ai.agentcache.agent;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What agents are granted by the settings. */
@Singleton
@Startup
final class AgentPolicy {

  private static final Pattern TENANT = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  private final String tenant;
  private final Set<String> all = Permission.all();
  private final Map<String, Set<String>> granted = new HashMap<>();

  AgentPolicy(AgentConfig config) {
    tenant = config.tenant();
    if (!TENANT.matcher(tenant).matches()) {
      throw new IllegalArgumentException("agentcache.agent.tenant is not the id of a tenant");
    }
    config.permissions().forEach((agentId, names) -> granted.put(agentId, checked(names)));
  }

  private static Set<String> checked(List<String> names) {
    Set<String> permissions = new LinkedHashSet<>();
    names.forEach(name -> permissions.add(Permission.of(name.strip()).text()));
    return permissions;
  }

  /** The tenant of agents that do not say by a key whose they are. */
  String tenant() {
    return tenant;
  }

  /** What an agent may do. */
  Set<String> permissions(String agentId) {
    return granted.getOrDefault(agentId, all);
  }

  /** Of what a token says the part that still holds. */
  Set<String> remaining(String agentId, Set<String> said) {
    Set<String> remaining = new LinkedHashSet<>(said);
    remaining.retainAll(permissions(agentId));
    return remaining;
  }
}
