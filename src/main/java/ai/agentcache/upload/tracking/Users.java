package ai.agentcache.upload.tracking;

import ai.agentcache.access.Caller;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Of which user something is asked. */
final class Users {

  private Users() {}

  /** The user of a parameter, or the one of the key; null for all users of the tenant. */
  static @Nullable String asked(Caller caller, @Nullable String userId) {
    if (userId == null) {
      return caller.userScope();
    }
    if (userId.isBlank() || userId.length() > StartRequest.LONGEST_USER) {
      throw ApiException.field("userId", "must be a string of 1 to 128 characters");
    }
    if (!caller.actsFor(userId)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The key does not act for this `userId`.");
    }
    return userId;
  }

  /** The same where one has to be named. */
  static String required(Caller caller, @Nullable String userId) {
    String user = asked(caller, userId);
    if (user == null) {
      throw ApiException.missing("userId", "whose uploads");
    }
    return user;
  }
}
