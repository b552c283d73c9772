package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;

/**
 * The canonical form of JSON (RFC 8785): equal for equal values, whatever the order of members, the
 * white space, the escapes and the spelling of numbers. It departs from the RFC in one point: whole
 * numbers that no double holds keep their digits, so that different numbers never become one.
 *
 * <p>Strict: well-formed UTF-8 without a byte order mark, no lone surrogates, no name twice in an
 * object, nothing after the value, numbers within the range of a double. Everything else is {@link
 * ErrorCode#MALFORMED_JSON} with the byte, or {@link ErrorCode#INVALID_FIELD} with the field.
 */
public final class CanonicalJson {

  /** Levels of nesting that are allowed unless told otherwise. */
  public static final int DEFAULT_DEPTH = 128;

  /** More levels than this are never allowed: each takes a piece of the thread's stack. */
  static final int MAX_DEPTH = 1024;

  private CanonicalJson() {}

  /**
   * The canonical form of a whole document.
   *
   * @throws ApiException if it is not JSON
   */
  public static byte[] of(byte[] json) {
    return of(json, 0, json.length, DEFAULT_DEPTH);
  }

  /**
   * The canonical form of the document from {@code start} to {@code end}.
   *
   * @param maxDepth levels of nesting that are allowed
   * @throws ApiException if it is not JSON
   */
  public static byte[] of(byte[] json, int start, int end, int maxDepth) {
    JsonPass pass = JsonPass.over(json, start, end, maxDepth);
    pass.document();
    return pass.out().toBytes();
  }

  /** The canonical form of a part of a document that was checked before. */
  static byte[] of(JsonSlice value) {
    return of(value.array(), value.start(), value.end(), MAX_DEPTH);
  }
}
