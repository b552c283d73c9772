package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;

/** Says where JSON stopped being JSON. */
final class Malformed {
  private Malformed() {}

  /** The answer to bytes that are not JSON: at which byte, and what was expected there. */
  static ApiException at(int offset, String expected) {
    return new ApiException(ErrorCode.MALFORMED_JSON, "byte " + offset + ": expected " + expected);
  }
}
