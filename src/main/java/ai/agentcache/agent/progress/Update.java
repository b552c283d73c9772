package ai.agentcache.agent.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * An update that was accepted and is waiting to be applied.
 *
 * @param place where it waits
 * @param batchId the batch it belongs to
 * @param openedMillis when the batch was opened, milliseconds since the epoch
 * @param user of whom
 * @param updateId what keeps it from being applied twice
 * @param type the type of its batch
 * @param fields the progress
 * @param bytes how long it is in the stream
 */
record Update(
    Place place,
    String batchId,
    long openedMillis,
    UserKey user,
    String updateId,
    String type,
    ObjectNode fields,
    int bytes) {

  /** The fields of an entry: batch, when it was opened, and the update itself. */
  static final String BATCH = "b";

  static final String OPENED = "o";
  static final String DATA = "d";

  private static final String TENANT = "t";
  private static final String USER = "u";
  private static final String SESSION = "s";
  private static final String AGENT = "a";
  private static final String ID = "i";
  private static final String TYPE = "k";
  private static final String FIELDS = "p";

  /**
   * Where an update waits.
   *
   * @param partition which of the streams
   * @param id the id of its entry
   */
  record Place(int partition, String id) {}

  /** What of a report goes into the stream. */
  static String encode(Report report, String updateId) {
    ObjectNode json =
        ProgressJson.MAPPER
            .createObjectNode()
            .put(TENANT, report.user().tenant())
            .put(USER, report.user().userId())
            .put(SESSION, report.sessionId())
            .put(AGENT, report.agentId())
            .put(ID, updateId)
            .put(TYPE, report.type());
    json.set(FIELDS, report.fields());
    return json.toString();
  }

  /** Reads an entry; fails with {@link IllegalArgumentException} when it is none of ours. */
  static Update decode(Place place, Map<String, String> entry) {
    ObjectNode json = ProgressJson.object(text(entry, DATA));
    if (!(json.get(FIELDS) instanceof ObjectNode fields)) {
      throw new IllegalArgumentException("no fields");
    }
    return new Update(
        place,
        text(entry, BATCH),
        Long.parseLong(text(entry, OPENED)),
        new UserKey(text(json, TENANT), text(json, USER)),
        text(json, ID),
        text(json, TYPE),
        fields,
        text(entry, DATA).length());
  }

  private static String text(Map<String, String> entry, String name) {
    String value = entry.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no field " + name);
    }
    return value;
  }

  private static String text(ObjectNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text " + name);
    }
    return value.textValue();
  }

  /** When it was accepted. */
  Moment accepted() {
    return Moment.parse(place.id());
  }
}
