package ai.agentcache.launch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Where the service runs; production accepts nothing unsafe. */
public enum Environment {
  DEVELOPMENT,
  STAGING,
  PRODUCTION;

  private static final String VERCEL = "VERCEL_ENV";

  /** The variables that name it; the first one that is set decides. */
  private static final List<String> VARIABLES = List.of("AGENTCACHE_ENV", "NODE_ENV", VERCEL);

  /**
   * The environment that the variables name, development when none is set.
   *
   * @throws LaunchRefusal when the deciding variable has another value
   */
  static Environment of(Function<String, Optional<String>> variable) {
    for (String name : VARIABLES) {
      Optional<String> value = variable.apply(name).filter(text -> !text.isBlank());
      if (value.isPresent()) {
        return parse(name, value.get().strip());
      }
    }
    return DEVELOPMENT;
  }

  private static Environment parse(String variable, String value) {
    String name = value.toLowerCase(Locale.ROOT);
    if (variable.equals(VERCEL) && name.equals("preview")) {
      return STAGING;
    }
    for (Environment environment : values()) {
      if (environment.text().equals(name)) {
        return environment;
      }
    }
    throw new LaunchRefusal(
        List.of(variable + " is not one of development, staging, production: " + value));
  }

  /** As clients and settings spell it: {@code development}, {@code staging}, {@code production}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing unsafe may pass. */
  public boolean isProduction() {
    return this == PRODUCTION;
  }
}
