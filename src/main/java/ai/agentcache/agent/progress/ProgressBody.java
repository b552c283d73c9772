package ai.agentcache.agent.progress;

import ai.agentcache.access.IdempotencyKey;
import ai.agentcache.agent.Agent;
import ai.agentcache.agent.UserIds;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of a report. */
final class ProgressBody {

  private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
  private static final String USUAL_TYPE = "progress";
  private static final int LONGEST_ID = 255;
  private static final String DATA = "data";
  private static final String PROGRESS = "progress";

  private ProgressBody() {}

  /** Reads a report; fails with {@link ApiException} that names the field. */
  static Report read(byte @Nullable [] body, RoutingContext routing) {
    JsonFields fields = JsonFields.parse(body);
    Agent agent = Agent.of(routing);
    UserKey user = new UserKey(agent.tenant(), UserIds.require(fields));
    String session = UserIds.requireSession(fields);
    ObjectNode progress = progress(fields.tree());
    return new Report(user, session, agent.id(), type(fields), updateId(fields, routing), progress);
  }

  /** What stands in `data` counts as progress, too: `status`, and whatever else an agent says. */
  private static ObjectNode progress(ObjectNode body) {
    JsonNode data = body.path(DATA);
    JsonNode direct = body.path(PROGRESS);
    if (isAbsent(data) && isAbsent(direct)) {
      throw new ApiException(
          ErrorCode.MISSING_REQUIRED_FIELDS, "`progress`, or `data` with it, is required");
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    if (!isAbsent(data)) {
      ObjectNode checked = ProgressFields.checked(DATA, withoutProgress(data));
      all.setAll(checked);
      if (!isAbsent(data.path(PROGRESS))) {
        all.setAll(ProgressFields.checked("data.progress", data.path(PROGRESS)));
      }
    }
    if (!isAbsent(direct)) {
      all.setAll(ProgressFields.checked(PROGRESS, direct));
    }
    if (all.isEmpty()) {
      throw ProgressFields.wrong(PROGRESS, "must have at least one field");
    }
    ProgressFields.requireFit(PROGRESS, all);
    return all;
  }

  private static JsonNode withoutProgress(JsonNode data) {
    return data instanceof ObjectNode object ? object.deepCopy().without(PROGRESS) : data;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static String type(JsonFields body) {
    String type = body.optionalText("type", 32);
    if (type != null && !TYPE.matcher(type).matches()) {
      throw ApiException.field("type", "must be 1 to 32 of a-z 0-9 _ and -");
    }
    return type == null ? USUAL_TYPE : type;
  }

  private static @Nullable String updateId(JsonFields body, RoutingContext routing) {
    String camel = body.optionalText("updateId", LONGEST_ID);
    String snake = body.optionalText("update_id", LONGEST_ID);
    String key = IdempotencyKey.of(routing);
    if (camel != null) {
      return camel;
    }
    return snake != null ? snake : key;
  }
}
