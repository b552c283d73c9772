package ai.agentcache.agent.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.agentcache.launch.TokenSecret;
import ai.agentcache.launch.TokenSecrets;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What the secrets of the environment are used for. */
@Singleton
public final class TokenKeys {

  private final Jwt jwt;
  private final Jwe jwe;
  private final byte[] agentSecret;

  TokenKeys(TokenSecrets secrets) {
    jwt = new Jwt(secrets.of(TokenSecret.JWT));
    jwe = new Jwe(secrets.of(TokenSecret.AGENT));
    agentSecret = digest(secrets.of(TokenSecret.AGENT));
  }

  /** Signs and checks tokens. */
  Jwt jwt() {
    return jwt;
  }

  /** Encrypts tokens for agents. */
  Jwe jwe() {
    return jwe;
  }

  /** Whether it is the agent secret; takes as long however much of it is right. */
  public boolean isAgentSecret(String text) {
    return MessageDigest.isEqual(agentSecret, digest(text));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
