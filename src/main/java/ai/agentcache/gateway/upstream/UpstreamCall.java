package ai.agentcache.gateway.upstream;

import java.net.URI;
import java.util.Map;

/**
 * A call to a provider.
 *
 * @param provider whom we call
 * @param url where
 * @param headers credentials and what the API asks for; never logged
 * @param body JSON
 * @param stream whether server-sent events are expected
 * @param deadlines how long it may take
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that are handed on, and compared by nobody
public record UpstreamCall(
    String provider,
    URI url,
    Map<String, String> headers,
    byte[] body,
    boolean stream,
    Deadlines deadlines) {

  /** Without headers and body, which are nobody's business. */
  @Override
  public String toString() {
    return provider + " " + url.getPath();
  }
}
