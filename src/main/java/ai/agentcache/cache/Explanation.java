package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a request has the key it has.
 *
 * @param key the key, as clients see it
 * @param canonical the canonical JSON that was hashed
 * @param counted the fields that count, sorted
 * @param ignored the fields that were sent and don't count, in the order they were sent
 */
@Schema(requiredProperties = {"key", "canonical", "counted", "ignored"})
public record Explanation(
    String key, String canonical, List<String> counted, List<String> ignored) {

  /**
   * Explains the key of a request in a namespace.
   *
   * @throws ApiException naming the byte or the field that is wrong
   */
  public static Explanation of(byte[] body, String namespace, RequestLimits limits) {
    CacheRequest request = CacheRequest.read(body, limits);
    JsonSlice sent = JsonSlice.ofValid(body);
    String canonical = request.hasOwnKey() ? ownKey(sent) : canonical(body, limits);
    List<String> counted =
        List.copyOf(
            JsonSlice.ofValid(canonical.getBytes(StandardCharsets.UTF_8)).members().keySet());
    List<String> ignored = new ArrayList<>(sent.members().keySet());
    ignored.removeAll(counted);
    return new Explanation(request.key(namespace).text(), canonical, counted, ignored);
  }

  private static String canonical(byte[] body, RequestLimits limits) {
    JsonPass pass = JsonPass.over(body, 0, body.length, limits.maxDepth());
    pass.document(new Fields());
    return new String(pass.out().toBytes(), StandardCharsets.UTF_8);
  }

  private static String ownKey(JsonSlice sent) {
    String key = sent.member(Field.KEY.label()).map(JsonSlice::text).orElse("");
    return new String(
        new ByteBuilder(64).add("{\"key\":").addString(key).add("}").toBytes(),
        StandardCharsets.UTF_8);
  }
}
