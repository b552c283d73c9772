package ai.agentcache.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch, RFC 7396: objects merge, null removes, all else replaces. */
final class MergePatch {

  private MergePatch() {}

  /** The target with the patch applied; neither is changed. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    ObjectNode merged = target.deepCopy();
    merge(merged, patch);
    return merged;
  }

  private static void merge(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isNull()) {
                target.remove(field.getKey());
              } else if (value instanceof ObjectNode inner) {
                merge(objectAt(target, field.getKey()), inner);
              } else {
                target.set(field.getKey(), value.deepCopy());
              }
            });
  }

  private static ObjectNode objectAt(ObjectNode target, String name) {
    return target.get(name) instanceof ObjectNode there ? there : target.putObject(name);
  }
}
