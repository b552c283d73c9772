package ai.agentcache.upload.tracking;

import ai.agentcache.access.Caller;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** Of which user something is asked. */
final class Users {

  private Users() {}

  /** The user of a parameter, or the one of the key; null for all users of the tenant. */
  static @Nullable String asked(Caller caller, @Nullable String userId) {
    String user = JsonFields.parameter("userId", userId, StartRequest.LONGEST_USER);
    if (user == null) {
      return caller.userScope();
    }
    if (!caller.actsFor(user)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The key does not act for this `userId`.");
    }
    return user;
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
