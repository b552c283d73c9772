package ai.agentcache.access;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The administrative bodies as the OpenAPI document describes them. Nothing of this is used at run
 * time: {@link NewKey} reads and {@link AdminBodies} writes them.
 */
final class AdminDocuments {

  private AdminDocuments() {}

  @Schema(
      name = "NewKey",
      requiredProperties = {"tenant", "name"},
      additionalProperties = Schema.False.class)
  record Wish(
      @Schema(
              maxLength = 64,
              description = "`a-z 0-9 -`, a letter or digit at both ends; created if new.")
          String tenant,
      @Schema(maxLength = 128) String name,
      @Schema(
              enumeration = {"live", "demo"},
              defaultValue = "live")
          String plan,
      @Schema(
              minimum = "1",
              maximum = "1000000",
              description = "Requests a minute; the plan's if not sent.")
          long rateLimit,
      @Schema(
              minimum = "1",
              maximum = "1000000000000",
              description = "Requests a month; the plan's if not sent.")
          long monthlyQuota,
      @Schema(description = "US dollars a month.") double monthlyBudget,
      @Schema(maxLength = 128) String userScope) {}

  @Schema(
      name = "Key",
      requiredProperties = {
        "keyId",
        "tenant",
        "name",
        "plan",
        "rateLimit",
        "monthlyQuota",
        "monthlyBudget",
        "userScope",
        "createdAt",
        "revokedAt"
      })
  record Shown(
      @Schema(description = "Public; names the key in other calls.") String keyId,
      String tenant,
      String name,
      @Schema(enumeration = {"live", "demo"}) String plan,
      @Schema(description = "Requests a minute.") long rateLimit,
      @Schema(description = "Requests a month; null for no quota.") Optional<Long> monthlyQuota,
      @Schema(description = "US dollars a month.") Optional<Double> monthlyBudget,
      Optional<String> userScope,
      @Schema(format = "date-time") String createdAt,
      @Schema(description = "A time, ISO 8601; null while the key may be used.")
          Optional<String> revokedAt) {}

  @Schema(name = "MintedKey", requiredProperties = "key", allOf = Shown.class)
  record Minted(@Schema(description = "The key itself, shown this once.") String key) {}

  @Schema(name = "RevokedKey", requiredProperties = "revoked", allOf = Shown.class)
  record Revoked(@Schema(enumeration = "true") boolean revoked) {}

  @Schema(name = "KeyChange", minProperties = 1, additionalProperties = Schema.False.class)
  record Change(
      @Schema(maxLength = 128) String name,
      @Schema(
              minimum = "1",
              maximum = "1000000",
              description = "Requests a minute; null for the plan's.")
          Optional<Long> rateLimit,
      @Schema(
              minimum = "1",
              maximum = "1000000000000",
              description = "Requests a month; null for the plan's.")
          Optional<Long> monthlyQuota,
      @Schema(description = "US dollars a month; null for any amount.")
          Optional<Double> monthlyBudget) {}

  @Schema(
      name = "AuditEvent",
      requiredProperties = {"at", "action", "tenant", "keyId", "actor", "requestId", "detail"})
  record Event(
      @Schema(format = "date-time") String at,
      @Schema(description = "What happened, such as `key.revoked`.") String action,
      @Schema(description = "Whose key it is about, if that is known.") Optional<String> tenant,
      @Schema(description = "The key it is about, if any.") Optional<String> keyId,
      @Schema(description = "The key that acted.") String actor,
      Optional<String> requestId,
      @Schema(description = "More, for people.") Optional<String> detail) {}

  @Schema(
      name = "AuditEvents",
      requiredProperties = {"events", "nextCursor"})
  record EventPage(
      List<Event> events,
      @Schema(description = "The `cursor` of the next page; null on the last.")
          Optional<String> nextCursor) {}

  @Schema(
      name = "ListedKey",
      requiredProperties = {"spentThisMonth", "usedThisMonth"},
      allOf = Shown.class)
  record Listed(
      @Schema(
              description =
                  "Requests of this month (UTC), those included that a replica may still let in; null while Redis is away.")
          Optional<Long> usedThisMonth,
      @Schema(
              description =
                  "US dollars that providers have charged this month (UTC) on its behalf, degraded answers apart; null while Redis is away and nothing is known.")
          Optional<Double> spentThisMonth) {}

  @Schema(
      name = "Keys",
      requiredProperties = {"keys", "nextCursor"})
  record KeyPage(
      List<Listed> keys,
      @Schema(description = "The `cursor` of the next page; null on the last.")
          Optional<String> nextCursor) {}

  @Schema(
      name = "Tenants",
      requiredProperties = {"tenants", "nextCursor"})
  record TenantPage(
      List<Owner> tenants,
      @Schema(description = "The `cursor` of the next page; null on the last.")
          Optional<String> nextCursor) {}

  @Schema(
      name = "Tenant",
      requiredProperties = {"tenant", "keys", "createdAt"})
  record Owner(
      String tenant,
      @Schema(description = "How many of its keys may be used.") long keys,
      @Schema(format = "date-time") String createdAt) {}
}
