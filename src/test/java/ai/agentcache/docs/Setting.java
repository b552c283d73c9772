package ai.agentcache.docs;

import java.util.Locale;

/**
 * One setting, as the reference shows it.
 *
 * @param property its name, with {@code <key>} where a caller's own name goes
 * @param type what it takes
 * @param standard its default, empty if it has none
 * @param description what it is for
 */
record Setting(String property, String type, String standard, String description) {

  /** The variable that sets it; the rule is that of MicroProfile Config. */
  String variable() {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** Its row of the table. */
  String row() {
    String shown = standard.isEmpty() ? "–" : "`" + standard + "`";
    return "| `%s`<br>`%s` | %s | %s | %s |"
        .formatted(property, variable(), type, shown, description.replace("|", "\\|"));
  }
}
