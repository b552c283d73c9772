package ai.agentcache.cache;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of entries of one tenant: those that agree in every part that is given.
 *
 * @param namespace the namespace, or null for any
 * @param provider the provider, or null for any
 * @param model the model, or null for any
 * @param tag a tag they carry, or null for any
 */
record Selector(
    @Nullable String namespace,
    @Nullable String provider,
    @Nullable String model,
    @Nullable String tag) {

  /** Every entry. */
  static final Selector ALL = new Selector(null, null, null, null);

  private static final int PARTS = 3;

  /** Whether an entry is of this set. */
  boolean matches(Entry entry) {
    return (namespace == null || namespace.equals(entry.key().namespace()))
        && (provider == null || provider.equals(entry.key().provider()))
        && (model == null || model.equals(entry.key().model()))
        && (tag == null || entry.tags().contains(tag));
  }

  /**
   * Every set that an entry with these parts, and with this tag if there is one, belongs to: one
   * for each choice of parts to leave out.
   */
  static List<Selector> containing(
      String namespace, String provider, String model, @Nullable String tag) {
    List<Selector> all = new ArrayList<>(1 << PARTS);
    for (int mask = 0; mask < 1 << PARTS; mask++) {
      all.add(
          new Selector(
              (mask & 1) == 0 ? null : namespace,
              (mask & 2) == 0 ? null : provider,
              (mask & 4) == 0 ? null : model,
              tag));
    }
    return all;
  }

  /** The name of this set, unambiguous. */
  String name() {
    StringBuilder name = new StringBuilder();
    append(name, 'n', namespace);
    append(name, 'p', provider);
    append(name, 'm', model);
    append(name, 't', tag);
    return name.isEmpty() ? "*" : name.toString();
  }

  private static void append(StringBuilder name, char part, @Nullable String value) {
    if (value != null) {
      name.append(name.isEmpty() ? "" : "&").append(part).append('=');
      name.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
