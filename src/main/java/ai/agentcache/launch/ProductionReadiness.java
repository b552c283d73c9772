package ai.agentcache.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is missing or unsafe for the environment: a line each, naming the variable, no secret in it.
 * Staging needs its token secrets, production everything, development nothing.
 */
final class ProductionReadiness {
  static final String ADMIN_KEY = "AGENTCACHE_ADMIN_KEY";
  static final String ACCESS_PEPPER = "AGENTCACHE_ACCESS_PEPPER";
  private static final String ADMIN_PREFIX = "ac_admin_";
  private static final int ADMIN_SECRET_CHARS = 32;
  private static final int PEPPER_BYTES = 32;

  private ProductionReadiness() {}

  /** All problems, in a fixed order; empty when it may start. */
  static List<String> problems(LaunchSettings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.environment().isProduction()) {
      problems.addAll(missingStores(settings.configured()));
      adminKeyProblem(settings.adminKey()).ifPresent(problems::add);
      pepperProblem(settings.accessPepper()).ifPresent(problems::add);
    }
    problems.addAll(settings.tokenSecrets().problems());
    return problems;
  }

  /** A line for each store without an address. */
  static List<String> missingStores(Set<Store> configured) {
    return EnumSet.allOf(Store.class).stream()
        .filter(store -> !configured.contains(store))
        .map(Store::missing)
        .toList();
  }

  private static Optional<String> adminKeyProblem(Optional<String> key) {
    if (key.isEmpty()) {
      return Optional.of(
          ADMIN_KEY + " is not set: the operator's key, ac_admin_ and 32 random characters");
    }
    if (!key.get().startsWith(ADMIN_PREFIX)) {
      return Optional.of(ADMIN_KEY + " does not start with " + ADMIN_PREFIX);
    }
    if (key.get().length() - ADMIN_PREFIX.length() < ADMIN_SECRET_CHARS) {
      return Optional.of(ADMIN_KEY + " has fewer than 32 characters after " + ADMIN_PREFIX);
    }
    return Optional.empty();
  }

  private static Optional<String> pepperProblem(Optional<String> pepper) {
    if (pepper.isEmpty()) {
      return Optional.of(ACCESS_PEPPER + " is not set: at least 32 random bytes, kept for ever");
    }
    if (pepper.get().getBytes(UTF_8).length < PEPPER_BYTES) {
      return Optional.of(ACCESS_PEPPER + " is shorter than 32 bytes");
    }
    return Optional.empty();
  }
}
