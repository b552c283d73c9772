package ai.agentcache.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON of the administrative answers. */
@Singleton
final class AdminBodies {

  private final Plans plans;

  AdminBodies(Plans plans) {
    this.plans = plans;
  }

  /** A new key, with its text. */
  JsonObject minted(KeyAdmin.Minted minted) {
    return new JsonObject().put("key", minted.text()).mergeIn(key(minted.entry()));
  }

  /** A key that was changed. */
  JsonObject changed(KeyRecord key) {
    return key(key);
  }

  /** A page of the audit log, likewise. */
  JsonObject audit(List<AuditStore.Entry> found, int limit) {
    return page("events", found, limit, entry -> event(entry.event()), last -> last.next().text());
  }

  private static JsonObject event(AuditEvent event) {
    return new JsonObject()
        .put("at", event.at())
        .put("action", event.action())
        .put("tenant", event.tenant())
        .put("keyId", event.keyId())
        .put("actor", event.actor())
        .put("requestId", event.requestId())
        .put("detail", detail(new JsonObject(event.details())));
  }

  /** For people: {@code name ci, plan live}. */
  private static @Nullable String detail(JsonObject details) {
    return details.isEmpty()
        ? null
        : details.stream()
            .map(field -> field.getKey() + " " + field.getValue())
            .collect(Collectors.joining(", "));
  }

  /** A key that was revoked. */
  JsonObject revoked(KeyRecord key) {
    return key(key).put("revoked", true);
  }

  /**
   * A page of keys; one more than the limit shows that there is another page.
   *
   * @param spent nano-dollars of this month, by key, as far as known
   * @param used requests of this month, likewise
   */
  JsonObject keys(
      List<KeyRecord> found, Map<String, Long> spent, Map<String, Long> used, int limit) {
    return page(
        "keys",
        found,
        limit,
        key ->
            key(key)
                .put("spentThisMonth", dollars(spent.get(key.keyId())))
                .put("usedThisMonth", used.get(key.keyId())),
        last -> KeyCursor.after(last).text());
  }

  private static @Nullable BigDecimal dollars(@Nullable Long nanos) {
    return nanos == null ? null : Budget.dollars(nanos);
  }

  /** A page of tenants, likewise. */
  JsonObject tenants(List<TenantRecord> found, int limit) {
    return page("tenants", found, limit, AdminBodies::tenant, TenantRecord::tenant);
  }

  private static <T> JsonObject page(
      String name,
      List<T> found,
      int limit,
      Function<T, JsonObject> body,
      Function<T, String> cursor) {
    List<T> shown = found.subList(0, Math.min(found.size(), limit));
    JsonArray entries = new JsonArray(shown.stream().map(body).toList());
    boolean more = found.size() > limit;
    return new JsonObject()
        .put(name, entries)
        .put("nextCursor", more ? cursor.apply(shown.get(limit - 1)) : null);
  }

  private JsonObject key(KeyRecord key) {
    KeyRecord.Terms terms = key.terms();
    long quota = plans.monthlyQuota(terms.plan(), terms.monthlyQuota());
    return new JsonObject()
        .put("keyId", key.keyId())
        .put("tenant", key.tenant())
        .put("name", key.name())
        .put("plan", terms.plan().label())
        .put("rateLimit", plans.rateLimit(terms.plan(), terms.rateLimit()))
        .put("monthlyQuota", quota == 0 ? null : quota)
        .put("monthlyBudget", terms.monthlyBudget())
        .put("userScope", terms.userScope())
        .put("createdAt", key.createdAt())
        .put("revokedAt", key.revokedAt());
  }

  private static JsonObject tenant(TenantRecord tenant) {
    return new JsonObject()
        .put("tenant", tenant.tenant())
        .put("keys", tenant.keys())
        .put("createdAt", tenant.createdAt());
  }
}
