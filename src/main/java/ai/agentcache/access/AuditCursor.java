package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A place in the audit log, which is read from the newest to the oldest.
 *
 * @param at when the last event before it happened, to the microsecond
 * @param id the number of that event
 */
record AuditCursor(Instant at, long id) {

  private static final AuditCursor START =
      new AuditCursor(Instant.parse("9999-01-01T00:00:00Z"), 0);

  /** The place a {@code cursor} parameter names; the start when there is none. */
  static AuditCursor parse(@Nullable String text) {
    if (text == null) {
      return START;
    }
    if (!text.matches("[0-9]{1,16}-[0-9]{1,18}")) {
      throw ApiException.field("cursor", "must be the `nextCursor` of an earlier answer");
    }
    int split = text.indexOf('-');
    long micros = Long.parseLong(text, 0, split, 10);
    long id = Long.parseLong(text, split + 1, text.length(), 10);
    return new AuditCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id);
  }

  /** As the parameter. */
  String text() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + id;
  }
}
