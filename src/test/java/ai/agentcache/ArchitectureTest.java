package ai.agentcache;

import ai.agentcache.architecture.HouseRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The product keeps the rules of the house; that the rules bite is shown beside them. */
@AnalyzeClasses(packages = "ai.agentcache", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final HouseRules RULES = new HouseRules("ai.agentcache");

  @ArchTest static final ArchRule packageMap = RULES.packageMap();
  @ArchTest static final ArchRule noCycles = RULES.noCycles();
  @ArchTest static final ArchRule jaxRsAtTheEdge = RULES.jaxRsAtTheEdge();
  @ArchTest static final ArchRule clientsInStores = RULES.clientsInStores();
  @ArchTest static final ArchRule nowFromClock = RULES.nowFromClock();
  @ArchTest static final ArchRule nothingBlocks = RULES.nothingBlocks();
  @ArchTest static final ArchRule settingsInConfig = RULES.settingsInConfig();
  @ArchTest static final ArchRule tellingNames = RULES.tellingNames();
  @ArchTest static final ArchRule nullMarked = RULES.nullMarked();

  private ArchitectureTest() {}
}
