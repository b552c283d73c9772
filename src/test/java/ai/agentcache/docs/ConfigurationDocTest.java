package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The configuration reference says what the settings are. */
final class ConfigurationDocTest {

  private static final Path DOCUMENT = Path.of("docs/configuration.md");
  private static final Path DEFAULTS = Path.of("src/main/resources/application.properties");

  /** A row of the table of the framework's settings: name and default. */
  private static final Pattern FRAMEWORK =
      Pattern.compile("(?m)^\\| `(quarkus\\.[\\w.-]+)`.*\\| ([^|]+) \\|$");

  private static final String REFRESH = "mvn test -Dtest=ConfigurationDocTest -Ddocs.update=true";

  @Test
  void document_settings_areAllInIt() {
    ConfigurationDoc doc = ConfigurationDoc.of(Path.of("src/main/java"));
    String present = Generated.read(DOCUMENT);
    String fresh = Generated.replace(present, doc.markdown());
    assertEquals(List.of(), doc.silent(), "settings without a comment");
    if (Generated.updates()) {
      Generated.write(DOCUMENT, fresh);
    } else {
      assertEquals(fresh, present, DOCUMENT + " is stale; refresh it: " + REFRESH);
    }
  }

  @Test
  void document_settingsOfTheFramework_haveTheirDefaults() throws IOException {
    Properties defaults = new Properties();
    defaults.load(new StringReader(Generated.read(DEFAULTS)));
    List<MatchResult> rows = FRAMEWORK.matcher(Generated.read(DOCUMENT)).results().toList();
    for (MatchResult row : rows) {
      String said = row.group(2).replace("`", "");
      assertEquals(defaults.getProperty(row.group(1), said), said, row.group(1));
    }
    assertTrue(rows.size() > 5, "the table of the framework's settings is not recognised");
  }

  @Test
  void markdown_everyShapeOfSetting_isShown() {
    ConfigurationDoc doc = ConfigurationDoc.of(Path.of("src/test/java/ai/agentcache/docs/example"));
    String expected =
        """
        ### `example.shop`

        An example, with `code` and `Class#getName`.

        | setting | takes | default | what it is |
        |---|---|---|---|
        | `example.shop.counters.<key>.seats`<br>`EXAMPLE_SHOP_COUNTERS__KEY__SEATS` | whole number | – | Seats at it. |
        | `example.shop.hours.opening-time`<br>`EXAMPLE_SHOP_HOURS_OPENING_TIME` | duration | `8h` | Since midnight. |
        | `example.shop.kind`<br>`EXAMPLE_SHOP_KIND` | `small`, `large` | `small` | Small or large; one \\| the other. |
        | `example.shop.sign`<br>`EXAMPLE_SHOP_SIGN` | text | – | What is written over the door, if anything is. |
        | `example.shop.wares`<br>`EXAMPLE_SHOP_WARES` | list of text | `bread,milk` | What it sells. |
        """;
    assertEquals(expected, doc.markdown());
    assertEquals(List.of(), doc.silent());
  }

  @Test
  void silent_settingWithoutComment_isFound() {
    ConfigurationDoc doc = ConfigurationDoc.of(Path.of("src/test/java/ai/agentcache/docs/silent"));
    assertTrue(doc.markdown().contains("example.silent.secret-of-mine"));
    assertEquals(List.of("ai.agentcache.docs.silent.SilentConfig.secretOfMine"), doc.silent());
  }
}
