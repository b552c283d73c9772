package ai.agentcache.agent.progress;

import java.util.List;
import java.util.Map;

/**
 * What was handed out of a partition.
 *
 * @param cursor where to go on looking for what is to be taken over
 * @param entries as they stand in the stream
 */
record Taken(String cursor, List<Entry> entries) {

  /**
   * An entry.
   *
   * @param place where it stands
   * @param fields its fields
   */
  record Entry(Update.Place place, Map<String, String> fields) {}
}
