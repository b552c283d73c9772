package ai.agentcache.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The secrets of the agent platform in the environment of the process: its own, else the one for
 * all environments. Staging and production have to have them; in development one is made up.
 */
public final class TokenSecrets {

  private static final int LEAST_BYTES = 32;

  private final Environment environment;
  private final Function<String, Optional<String>> variable;
  private final Map<TokenSecret, String> secrets = new EnumMap<>(TokenSecret.class);
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** Those that the variables hold. */
  TokenSecrets(Environment environment, Function<String, Optional<String>> variable) {
    this.environment = environment;
    this.variable = variable;
    for (TokenSecret secret : TokenSecret.values()) {
      secrets.put(secret, find(secret));
    }
    if (of(TokenSecret.AGENT).equals(of(TokenSecret.JWT)) && problems.isEmpty()) {
      warnings.add(
          name(TokenSecret.AGENT)
              + " and "
              + name(TokenSecret.JWT)
              + " are the same: who may ask for tokens can make them");
    }
  }

  /** The text of a secret; empty where it is a problem that there is none. */
  public String of(TokenSecret secret) {
    return secrets.getOrDefault(secret, "");
  }

  /** Why the service must not start with them, a line each, without a secret in it. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** What is weaker than it should be, a line each, without a secret in it. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  private String find(TokenSecret secret) {
    String name = name(secret);
    Optional<String> own = text(name);
    if (own.isPresent()) {
      return checked(name, own.get());
    }
    Optional<String> common = text(secret.fallback());
    if (common.isPresent()) {
      warnings.add(name + " is not set: " + secret.fallback() + " stands in for it");
      return checked(secret.fallback(), common.get());
    }
    if (environment != Environment.DEVELOPMENT) {
      problems.add(name + " is not set: at least 32 random bytes");
      return "";
    }
    return madeUp(secret);
  }

  private String name(TokenSecret secret) {
    return secret.variable(environment);
  }

  private Optional<String> text(String name) {
    return variable.apply(name).filter(text -> !text.isBlank());
  }

  private String checked(String name, String secret) {
    if (secret.getBytes(UTF_8).length < LEAST_BYTES) {
      (environment == Environment.DEVELOPMENT ? warnings : problems)
          .add(name + " is shorter than 32 bytes");
    }
    return secret;
  }

  private String madeUp(TokenSecret secret) {
    Optional<String> kept = text(secret.embeddedProperty());
    if (kept.isPresent()) {
      warnings.add(
          name(secret) + " is not set: the one beside the embedded stores stands in for it");
      return kept.get();
    }
    warnings.add(name(secret) + " is not set: a random one is made up, " + secret.consequence());
    return random();
  }

  /** A new secret of 256 bits. */
  public static String random() {
    byte[] bytes = new byte[LEAST_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The secrets stay out of every log. */
  @Override
  public String toString() {
    return "TokenSecrets[" + environment + "]";
  }
}
