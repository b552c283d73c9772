package ai.agentcache.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header of W3C Trace Context: {@code version-traceid-parentid-flags}. What
 * does not fit is ignored, as the recommendation asks.
 *
 * @param traceId the trace, 32 lower-case hex digits
 * @param parentId the span of whoever asks, 16 lower-case hex digits
 * @param isSampled whether the caller records it
 */
public record TraceParent(String traceId, String parentId, boolean isSampled) {

  private static final int LENGTH = 55;
  private static final int TRACE = 3;
  private static final int PARENT = 36;
  private static final int FLAGS = 53;

  /** The fields of a header; nothing if it is absent or not valid. */
  public static Optional<TraceParent> of(@Nullable CharSequence header) {
    if (header == null || !isValid(header)) {
      return Optional.empty();
    }
    return Optional.of(
        new TraceParent(
            header.subSequence(TRACE, PARENT - 1).toString(),
            header.subSequence(PARENT, FLAGS - 1).toString(),
            (Character.digit(header.charAt(FLAGS + 1), 16) & 1) == 1));
  }

  /** The trace id, 32 lower-case hex digits; null if the header is absent or not valid. */
  static @Nullable String traceId(@Nullable CharSequence header) {
    return header != null && isValid(header)
        ? header.subSequence(TRACE, PARENT - 1).toString()
        : null;
  }

  private static boolean isValid(CharSequence header) {
    return hasKnownLength(header)
        && header.charAt(TRACE - 1) == '-'
        && header.charAt(PARENT - 1) == '-'
        && header.charAt(FLAGS - 1) == '-'
        && isHex(header, 0, TRACE - 1)
        && isHex(header, FLAGS, LENGTH)
        && isId(header, TRACE, PARENT - 1)
        && isId(header, PARENT, FLAGS - 1)
        && !(header.charAt(0) == 'f' && header.charAt(1) == 'f');
  }

  /** Version 00 has no more than these fields; later ones may add some after a dash. */
  private static boolean hasKnownLength(CharSequence header) {
    return header.length() == LENGTH
        || (header.length() > LENGTH
            && header.charAt(LENGTH) == '-'
            && !(header.charAt(0) == '0' && header.charAt(1) == '0'));
  }

  private static boolean isId(CharSequence header, int from, int to) {
    return isHex(header, from, to) && !isZero(header, from, to);
  }

  private static boolean isHex(CharSequence header, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = header.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(CharSequence header, int from, int to) {
    for (int i = from; i < to; i++) {
      if (header.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
