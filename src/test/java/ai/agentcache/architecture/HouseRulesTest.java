package ai.agentcache.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every rule finds what breaks it among the examples, all of that and nothing else. */
final class HouseRulesTest {

  private static final String BASE = "ai.agentcache.architecture.violations";
  private static final HouseRules RULES = new HouseRules(BASE);
  private static final JavaClasses EXAMPLES = new ClassFileImporter().importPackages(BASE);

  /** The example, and its method if it has some, that the line of a report begins with. */
  private static final Pattern CULPRIT =
      Pattern.compile("<?\\Q" + BASE + ".\\E([\\w.$]+)(\\.<init>)?(?:\\([^)]*\\))?>? .*");

  @Test
  void packageMap_useOfUpperOrUnknownPackage_isFound() {
    assertFinds(
        RULES.packageMap(),
        "time.LooksUp",
        "time.LooksUp.edge",
        "time.UsesLauncher.launcher",
        "attic.Unlisted");
  }

  @Test
  void noCycles_cycleTwoLevelsDown_isFound() {
    String report = RULES.noCycles().evaluate(EXAMPLES).getFailureReport().toString();
    assertTrue(report.contains("Slice gateway.one") && report.contains("gateway.two"));
  }

  @Test
  void jaxRsAtTheEdge_ruleThatBuildsAnAnswer_isFound() {
    assertFinds(RULES.jaxRsAtTheEdge(), "cache.SpeaksHttp.answer");
  }

  @Test
  void clientsInStores_ruleThatTalksToDatabase_isFound() {
    assertFinds(RULES.clientsInStores(), "cache.SpeaksRedis.ping", "cache.SpeaksSql.parameters");
  }

  @Test
  void nowFromClock_everyWayToAskTheMachine_isFound() {
    assertFinds(
        RULES.nowFromClock(),
        "cache.LooksAtWatch.instant",
        "cache.LooksAtWatch.date",
        "cache.LooksAtWatch.clock",
        "cache.LooksAtWatch.millis",
        "cache.LooksAtWatch.nanos",
        "cache.LooksAtWatch.reference",
        "cache.LooksAtWatch.lambda");
  }

  @Test
  void nothingBlocks_everyWayToWait_isFound() {
    assertFinds(
        RULES.nothingBlocks(),
        "cache.Waits.uni",
        "cache.Waits.future",
        "cache.Waits.timed",
        "cache.Waits.joined",
        "cache.Waits.slept",
        "cache.Waits.latch",
        "cache.Waits.process",
        "cache.Waits.inside");
  }

  @Test
  void settingsInConfig_undocumentedSetting_isFound() {
    assertFinds(
        RULES.settingsInConfig(),
        "cache.ReadsEnvironment.variable",
        "cache.ReadsEnvironment.property",
        "cache.HasProperty.name");
  }

  @Test
  void tellingNames_vagueName_isFound() {
    assertFinds(
        RULES.tellingNames(),
        "cache.TextUtils",
        "cache.ParseHelper",
        "cache.PoolManager",
        "cache.PoolManager$LimitImpl");
  }

  @Test
  void nullMarked_packageWithoutMark_isFound() {
    assertFinds(RULES.nullMarked(), "attic.Unlisted");
  }

  private static void assertFinds(ArchRule rule, String... culprits) {
    Set<String> found = new TreeSet<>();
    for (String line : rule.evaluate(EXAMPLES).getFailureReport().getDetails()) {
      Matcher matcher = CULPRIT.matcher(line.substring(line.indexOf('<')));
      found.add(matcher.matches() ? matcher.group(1) : line);
    }
    assertEquals(new TreeSet<>(Set.of(culprits)), found);
  }
}
