package ai.agentcache.access;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator does with keys. */
@Singleton
final class KeyAdmin {

  private final KeyRecordStore store;
  private final KeyRing ring;
  private final KeyDigest digest;
  private final Plans plans;
  private final AuditLog log;
  private final AuditStore audit;
  private final LeaseStore quotas;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  KeyAdmin(
      KeyRecordStore store,
      KeyRing ring,
      KeyDigest digest,
      Plans plans,
      AuditLog log,
      AuditStore audit,
      LeaseStore quotas,
      Clock clock) {
    this.store = store;
    this.log = log;
    this.audit = audit;
    this.quotas = quotas;
    this.ring = ring;
    this.digest = digest;
    this.plans = plans;
    this.clock = clock;
  }

  /** Makes a key; this is the only time its text is seen. It works on this replica at once. */
  Uni<Minted> mint(NewKey wish, String actor, String requestId) {
    ApiKey key = ApiKey.mint(wish.terms().plan(), random);
    byte[] hash = digest.of(key.text());
    KeyRecord entry =
        new KeyRecord(key.id(), wish.tenant(), wish.name(), wish.terms(), clock.instant(), null);
    return store
        .insert(entry, hash, actor, requestId)
        .invoke(() -> ring.add(key.id(), new KnownKey(hash, holder(entry))))
        .replaceWith(new Minted(key.text(), entry));
  }

  private Caller holder(KeyRecord key) {
    return plans.caller(key.tenant(), key.keyId(), key.terms());
  }

  /** Ends a key: on this replica at once, on others at their next refresh. */
  Uni<Optional<KeyRecord>> revoke(String keyId, String actor, String requestId) {
    return store
        .revoke(keyId, clock.instant(), actor, requestId)
        .invoke(revoked -> revoked.ifPresent(key -> ring.revoke(keyId)));
  }

  /** Changes a key: on this replica at once, on others at their next refresh. */
  Uni<Optional<KeyRecord>> change(String keyId, KeyChange change, String actor, String requestId) {
    return store
        .change(keyId, change, clock.instant(), actor, requestId)
        .invoke(changed -> changed.ifPresent(key -> ring.change(holder(key))));
  }

  /** Events of the audit log about one tenant, or all; what waits here is written before. */
  Uni<List<AuditStore.Entry>> audit(@Nullable String tenant, AuditCursor from, int limit) {
    return log.flush().chain(() -> audit.newest(tenant, from, limit));
  }

  /** Requests that keys have used of this month's quota; without those that are not known. */
  Uni<Map<String, Long>> usedBy(List<String> keyIds) {
    return quotas
        .used(keyIds, QuotaMonth.of(clock.epochSeconds()))
        .onFailure()
        .recoverWithItem(Map.of());
  }

  /** Keys of one tenant, or of all, from a place on. */
  Uni<List<KeyRecord>> keys(@Nullable String tenant, KeyCursor from, int limit) {
    return store.keys(tenant, from, limit);
  }

  /** Tenants after the given one. */
  Uni<List<TenantRecord>> tenants(String after, int limit) {
    return store.tenants(after, limit);
  }

  /**
   * A key that was just made.
   *
   * @param text the key itself, secret
   * @param entry what is kept of it
   */
  record Minted(String text, KeyRecord entry) {

    /** Without the secret, so that it never gets into a log. */
    @Override
    public String toString() {
      return entry.keyId();
    }
  }
}
