package ai.agentcache.upload;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client saw of an edge.
 *
 * @param decisionId the decision that listed the edge
 * @param ok whether the edge did what it was asked
 * @param latencyMs the round trip, ms
 * @param mbps the rate of a transfer, Mbit/s
 */
record Measurement(UUID decisionId, boolean ok, OptionalDouble latencyMs, OptionalDouble mbps) {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final double LEAST = 0.001;
  private static final double LONGEST_MS = 60_000;

  /** The fastest that anybody is believed to have sent to one edge. */
  static final double MOST_MBPS = 100_000;

  /** Reads a body; fails with an {@link ApiException} that names the field that is wrong. */
  static Measurement parse(byte @Nullable [] bytes) {
    JsonFields body = JsonFields.parse(bytes);
    String decision = body.text("decisionId", 36);
    if (!isUuid(decision)) {
      throw ApiException.field("decisionId", "has to be the one of an answer, a UUID");
    }
    return new Measurement(
        UUID.fromString(decision),
        body.flag("ok"),
        optional(body.optionalNumber("latency_ms", LEAST, LONGEST_MS)),
        optional(body.optionalNumber("mbps", LEAST, MOST_MBPS)));
  }

  private static OptionalDouble optional(@Nullable Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  static boolean isUuid(String text) {
    return UUID_TEXT.matcher(text).matches();
  }
}
