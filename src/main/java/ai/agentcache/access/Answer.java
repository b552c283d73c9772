package ai.agentcache.access;

import io.vertx.core.buffer.Buffer;

/**
 * An answer that can be given again.
 *
 * @param status the HTTP status
 * @param body the JSON body; not changed after it got here
 */
public record Answer(int status, Buffer body) {

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
