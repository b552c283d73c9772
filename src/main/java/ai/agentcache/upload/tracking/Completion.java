package ai.agentcache.upload.tracking;

import ai.agentcache.http.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when all is uploaded.
 *
 * @param actualCost US dollars
 * @param url where the file is, if not where files usually are
 * @param edges which edges were used; none to leave it at what was said at the start
 */
record Completion(@Nullable Double actualCost, @Nullable String url, List<String> edges) {

  /** Reads it; fails with {@link ai.agentcache.http.ApiException}. */
  static Completion parse(JsonFields fields) {
    return new Completion(
        fields.optionalNumber("actualCost", 0, StartRequest.MOST_DOLLARS),
        StartRequest.url(fields),
        fields.texts("edgesUsed", StartRequest.MOST_EDGES, 64));
  }
}
