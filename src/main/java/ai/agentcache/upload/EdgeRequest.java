package ai.agentcache.upload;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import ai.agentcache.upload.dedup.FileHash;
import ai.agentcache.upload.edge.Location;
import ai.agentcache.upload.edge.Priority;
import ai.agentcache.upload.plan.TransferStrategy;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A request for the best edges.
 *
 * @param userId whose upload it is
 * @param fileSize bytes
 * @param fileHash what the file is known by
 * @param location where it comes from, if the request says it
 * @param priority what matters
 * @param budget what it may cost at most, US dollars
 */
record EdgeRequest(
    String userId,
    long fileSize,
    FileHash fileHash,
    Optional<Location> location,
    Priority priority,
    OptionalDouble budget) {

  private static final int LONGEST_NAME = 1_024;
  private static final int LONGEST_HASH = 256;
  private static final int LONGEST = 128;
  private static final double MOST_DOLLARS = 1e9;

  /** Reads a body; fails with an {@link ApiException} that names the field that is wrong. */
  static EdgeRequest parse(byte @Nullable [] bytes) {
    JsonFields body = JsonFields.parse(bytes);
    String userId = body.text("userId", LONGEST);
    long fileSize = body.whole("fileSize", 0, TransferStrategy.LARGEST_FILE);
    FileHash fileHash = FileHash.of(body.text("fileHash", LONGEST_HASH));
    body.optionalText("fileName", LONGEST_NAME);
    JsonFields place = body.optionalObject("userLocation");
    String priority = body.optionalText("priority", LONGEST);
    Double budget = body.optionalNumber("budget", 0, MOST_DOLLARS);
    return new EdgeRequest(
        userId,
        fileSize,
        fileHash,
        place == null ? Optional.empty() : Optional.of(location(place)),
        priority == null ? Priority.BALANCED : priority(priority),
        budget == null ? OptionalDouble.empty() : OptionalDouble.of(budget));
  }

  private static Location location(JsonFields place) {
    place.optionalText("city", LONGEST);
    return new Location(place.number("lat", -90, 90), place.number("lng", -180, 180));
  }

  /** The priority of that name. */
  static Priority priority(String name) {
    return Priority.named(name)
        .orElseThrow(
            () -> ApiException.field("priority", "has to be `speed`, `cost` or `balanced`"));
  }
}
