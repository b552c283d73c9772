package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list of keys, which goes from the newest to the oldest.
 *
 * @param createdAt when the last key before it was minted, to the microsecond
 * @param keyId the id of that key
 */
record KeyCursor(Instant createdAt, String keyId) {

  private static final KeyCursor START = new KeyCursor(Instant.parse("9999-01-01T00:00:00Z"), "");

  /** The place after that key. */
  static KeyCursor after(KeyRecord last) {
    return new KeyCursor(last.createdAt(), last.keyId());
  }

  /** The place a {@code cursor} parameter names; the start when there is none. */
  static KeyCursor parse(@Nullable String text) {
    if (text == null) {
      return START;
    }
    int split = text.indexOf('-');
    if (split < 1
        || split > 16
        || !text.substring(0, split).matches("[0-9]+")
        || !ApiKey.isId(text.substring(split + 1))) {
      throw ApiException.field("cursor", "must be the `nextCursor` of an earlier answer");
    }
    long micros = Long.parseLong(text.substring(0, split));
    return new KeyCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), text.substring(split + 1));
  }

  /** As the parameter. */
  String text() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "-" + keyId;
  }
}
