package ai.agentcache.fakes;

import org.jspecify.annotations.Nullable;

/** A request that a provider refuses; empty parts are filled with what goes with the status. */
final class Rejected extends RuntimeException {

  final int status;
  final String message;
  final @Nullable String field;
  final @Nullable String code;
  final String retryAfter;

  Rejected(
      int status,
      String message,
      @Nullable String field,
      @Nullable String code,
      String retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.message = message;
    this.field = field;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  Rejected(int status, String message, @Nullable String field, @Nullable String code) {
    this(status, message, field, code, "");
  }

  static Rejected bad(String message, @Nullable String field, @Nullable String code) {
    return new Rejected(400, message, field, code);
  }
}
