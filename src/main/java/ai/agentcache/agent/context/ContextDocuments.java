package ai.agentcache.agent.context;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of this package as the OpenAPI document describes them. Not used at run time. */
final class ContextDocuments {

  static final String CONTEXT =
      "Changes the context when the body has `preferences`, `progress`, `session_history` or"
          + " `name`, and only reads it otherwise. A change merges field by field, null removes a"
          + " field, fields of any other name are kept; `session_history` is added to; fields of"
          + " `progress` take the place of what was summed up. Of any number of changes at once none"
          + " is lost. A new user has defaults.";

  static final String ERASE =
      "Removes everything that is kept of the user, and says what that was. Updates of progress that"
          + " wait at that moment are not applied.";

  static final String BOOTSTRAP =
      "`summary` is a sentence for a prompt. All of it comes from one query, never from a cache.";

  static final String SESSION =
      "In one go the session is written, the progress of its user changed (`sessions_total`,"
          + " `session_minutes_total`, `topics_covered`, `vocabulary`, `performance_score`) and"
          + " its history added to. Other fields than these are kept with the session.";

  private ContextDocuments() {}

  @Schema(name = "AgentContextChange")
  record Change(
      @Schema(maxLength = 128) String name,
      Map<String, Object> preferences,
      @Schema(description = "As in a report of progress.") Map<String, Object> progress,
      List<Map<String, Object>> session_history) {}

  @Schema(name = "AgentContext")
  record Document(
      String user_id,
      @Schema(nullable = true) String name,
      Map<String, Object> preferences,
      Map<String, Object> progress,
      List<Map<String, Object>> session_history,
      long version,
      boolean new_user,
      @Schema(format = "date-time", nullable = true) String created_at,
      @Schema(format = "date-time", nullable = true) String updated_at) {}

  @Schema(name = "AgentContextFound")
  record Found(
      boolean success,
      String user_id,
      String agent_id,
      @Schema(description = "Whether it comes from a cache; it is then five minutes old at most.")
          boolean cached,
      @Schema(description = "Of a change only.") List<String> updated_fields,
      Document context,
      @Schema(format = "date-time") String timestamp) {}

  @Schema(name = "AgentUserErased")
  record Removed(
      boolean success,
      String user_id,
      String agent_id,
      @Schema(
              description =
                  "How many of each: context, progress, updates, batches, sessions, dead_letters, stored_sessions (those of /api/sessions)")
          Map<String, Long> erased,
      @Schema(format = "date-time") String timestamp) {}

  @Schema(name = "AgentBootstrap")
  record Bootstrap(
      boolean success,
      String user_id,
      String agent_id,
      String summary,
      Document context,
      List<Map<String, Object>> recent_sessions,
      @Schema(format = "date-time") String timestamp) {}

  @Schema(name = "LearningSession")
  record Session(
      @Schema(maxLength = 128, description = "Or `user_id`.") String userId,
      @Schema(maxLength = 128, description = "Or `session_id`; made when it is not sent.")
          String sessionId,
      @Schema(minimum = "0", maximum = "1440") double duration_minutes,
      List<String> topics_covered,
      @Schema(description = "Words, or objects with `word`.") List<String> new_vocabulary,
      @Schema(description = "A number of 0 to 100, or a word.") double overall_performance) {}

  @Schema(name = "LearningSessionRecorded")
  record Recorded(
      boolean success,
      String session_id,
      String user_id,
      @Schema(format = "date-time") String created_at,
      String created_by,
      String agent_id) {}
}
