package ai.agentcache.access;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies about widget tokens as the OpenAPI document describes them. Not used at run time. */
final class WidgetDocuments {

  static final String DESCRIPTION =
      """
      A widget token may be published: it opens `GET /api/widget` and nothing else, for as long as it
      lives. It is `awt_<claims>.<signature>`, signed by the service. A revoked one, and one whose key
      was revoked, is refused within a minute by every replica.
      """;

  private WidgetDocuments() {}

  @Schema(name = "NewWidgetToken", additionalProperties = Schema.False.class)
  record Wish(
      @Schema(
              pattern = "[A-Za-z0-9._-]{1,128}",
              description = "Figures of this namespace; of all if not sent.")
          String namespace,
      @Schema(maxLength = 128, description = "Transfers of this user; of nobody if not sent.")
          String userId,
      @Schema(
              minimum = "60",
              defaultValue = "3600",
              description =
                  "Seconds it works; at most a day unless `agentcache.access.widget-life` says otherwise.")
          long ttl) {}

  @Schema(
      name = "MintedWidgetToken",
      requiredProperties = {"id", "token", "expiresAt"})
  record Minted(
      @Schema(format = "uuid") String id,
      @Schema(description = "The token itself, shown this once.") String token,
      @Schema(format = "date-time") String expiresAt) {}

  @Schema(
      name = "WidgetToken",
      requiredProperties = {"id", "namespace", "userId", "createdAt", "expiresAt", "revokedAt"})
  record Shown(
      @Schema(format = "uuid") String id,
      Optional<String> namespace,
      Optional<String> userId,
      @Schema(format = "date-time") String createdAt,
      @Schema(format = "date-time") String expiresAt,
      @Schema(description = "A time, ISO 8601; null while it may be used.")
          Optional<String> revokedAt) {}

  @Schema(name = "WidgetTokens", requiredProperties = "tokens")
  record Listed(List<Shown> tokens) {}
}
