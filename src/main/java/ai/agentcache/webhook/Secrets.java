package ai.agentcache.webhook;

import ai.agentcache.access.SecretCipher;
import ai.agentcache.time.Clock;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Seals the secrets of endpoints, and signs by them. */
@Singleton
final class Secrets {

  private final SecretCipher cipher;
  private final Clock clock;

  Secrets(SecretCipher cipher, Clock clock) {
    this.cipher = cipher;
    this.clock = clock;
  }

  String sealed(Secret secret, UUID webhook) {
    return cipher.seal(secret.bytes(), Webhook.place(webhook));
  }

  /** Those that sign now, the newest first; none if they were sealed with another pepper. */
  List<Secret> open(WebhookStore.Sealed sealed) {
    WebhookStore.Secrets kept = sealed.secrets();
    List<Secret> secrets = new ArrayList<>();
    open(kept.current(), sealed).ifPresent(secrets::add);
    String old = kept.old();
    Instant until = kept.oldUntil();
    if (old != null && until != null && clock.instant().isBefore(until)) {
      open(old, sealed).ifPresent(secrets::add);
    }
    return secrets;
  }

  private Optional<Secret> open(String text, WebhookStore.Sealed sealed) {
    return cipher.open(text, Webhook.place(sealed.webhook().id())).map(Secret::new);
  }
}
