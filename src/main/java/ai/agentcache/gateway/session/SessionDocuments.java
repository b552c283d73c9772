package ai.agentcache.gateway.session;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The bodies of this package as the OpenAPI document describes them. Not used at run time. */
final class SessionDocuments {

  private SessionDocuments() {}

  @Schema(name = "AgentSessionSaid")
  record Said(
      @Schema(description = "What the session holds; at most 64 KiB as JSON.")
          Map<String, Object> data,
      @Schema(
              description = "Seconds it lives after each access.",
              minimum = "1",
              maximum = "2592000",
              defaultValue = "86400")
          long ttl,
      @Schema(maxLength = 128, description = "When it begins: whose it is.") String userId) {}

  @Schema(
      name = "AgentSession",
      requiredProperties = {"sessionId", "data", "ttl", "createdAt", "expiresAt", "version"})
  record Told(
      @Schema(description = "Who has it has the session: it is told once, and nobody can list it.")
          String sessionId,
      Map<String, Object> data,
      @Schema(description = "Seconds.") long ttl,
      @Schema(type = SchemaType.STRING, format = "date-time") String createdAt,
      @Schema(
              type = SchemaType.STRING,
              format = "date-time",
              description = "Unless it is used before.")
          String expiresAt,
      @Schema(description = "Counts changes of `data`.") long version,
      @Nullable String userId) {}

  @Schema(name = "AgentSessionEnded", requiredProperties = "success")
  record Ended(boolean success, @Schema(description = "With `userId`: how many.") int ended) {}

  @Schema(
      name = "SessionMessage",
      requiredProperties = {"role", "content"})
  record Message(
      @Schema(enumeration = {"system", "developer", "user", "assistant", "tool"}) String role,
      @Schema(description = "A string, or a list of parts.") Object content) {}

  @Schema(name = "SessionMessages")
  record Messages(
      List<Message> messages,
      @Schema(description = "Tokens of these.") long tokens,
      @Schema(description = "Messages of the session.") long total,
      @Schema(description = "With `summary=true`: what those before them were about, if known.")
          @Nullable String summary) {}

  @Schema(
      name = "SessionMessagesKept",
      requiredProperties = {"success", "total"})
  record Kept(boolean success, @Schema(description = "Messages of the session.") long total) {}
}
