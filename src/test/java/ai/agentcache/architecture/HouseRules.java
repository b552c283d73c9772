package ai.agentcache.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house, for the classes below a base package.
 *
 * @param base the package that holds the ones of the package map
 */
public record HouseRules(String base) {

  private static final Pattern VAGUE = Pattern.compile(".*(Util|Helper|Manager).*|.*Impl");

  /** Only the arrows of the package map. */
  public ArchRule packageMap() {
    return classes().should(new KeepsToPackageMap(base));
  }

  /** Every package is a slice of its own: no cycle at any depth. */
  public ArchRule noCycles() {
    return slices().matching(base + ".(**)").should().beFreeOfCycles();
  }

  /**
   * JAX-RS stays at the edge. The annotation that binds a filter to resources is declared beside
   * the filter, hence the exemption of {@code NameBinding}.
   */
  public ArchRule jaxRsAtTheEdge() {
    return noClasses()
        .that(not(named("Resource", "Filter", "RestClient")))
        .and(not(in("http")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
                .and(not(fullyNamed("jakarta.ws.rs.NameBinding"))))
        .because("what HTTP is made of is the business of the edge");
  }

  /** Clients of databases stay in stores. {@code embedded} prepares the servers it starts. */
  public ArchRule clientsInStores() {
    return noClasses()
        .that(not(named("Store")))
        .and(not(in("redis", "postgres", "embedded")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.vertx.redis..",
                "io.vertx.mutiny.redis..",
                "io.quarkus.redis..",
                "io.vertx.sqlclient..",
                "io.vertx.mutiny.sqlclient..",
                "io.vertx.pgclient..",
                "io.vertx.mutiny.pgclient..",
                "io.quarkus.reactive..",
                "java.sql..",
                "javax.sql.."))
        .because("only a store talks to a database");
  }

  /** One source of now. {@code embedded} and the launcher run before there is a clock. */
  public ArchRule nowFromClock() {
    return noClasses()
        .that(not(in("time", "embedded")))
        .and(not(launcher()))
        .should(new Calls("ask the machine for the time", ForbiddenMethods.now()))
        .because("a rule that is given the time can be tested without waiting");
  }

  /**
   * Nothing waits. {@code embedded} and the launcher run before there is an event loop; a method
   * that is told of the shutdown runs after the last request, and nothing else can keep the process
   * until counters are written.
   */
  public ArchRule nothingBlocks() {
    return noClasses()
        .that(not(in("embedded")))
        .and(not(launcher()))
        .should(new Calls("hold a thread", ForbiddenMethods.blocking(), HouseRules::endsService))
        .because("one waiting thread stalls every request of its event loop");
  }

  /**
   * Settings come from documented interfaces. {@code embedded} and the launcher decide what these
   * will say.
   */
  public ArchRule settingsInConfig() {
    return noClasses()
        .that(not(named("Config")))
        .and(not(in("embedded")))
        .and(not(launcher()))
        .should(new Calls("read settings", ForbiddenMethods.settings()))
        .orShould()
        .dependOnClassesThat(
            fullyNamed("org.eclipse.microprofile.config.inject.ConfigProperty")
                .or(fullyNamed("io.smallrye.config.ConfigMapping")))
        .because("a setting that is not in a *Config interface is not documented");
  }

  /** A class is named after what it is. */
  public ArchRule tellingNames() {
    return noClasses()
        .should(ArchCondition.from(describe("have a vague name", HouseRules::isVague)))
        .because("it says nothing");
  }

  /** Every package says in its package-info that nothing in it is null unless marked. */
  public ArchRule nullMarked() {
    return classes()
        .should(
            ArchCondition.from(
                describe(
                    "be in a package that is @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))));
  }

  private static boolean endsService(JavaCodeUnit caller) {
    return caller.getRawParameterTypes().stream()
        .anyMatch(type -> type.getName().equals("io.quarkus.runtime.ShutdownEvent"));
  }

  private static boolean isVague(JavaClass type) {
    return VAGUE.matcher(type.getSimpleName()).matches();
  }

  private static DescribedPredicate<JavaClass> fullyNamed(String name) {
    return describe(name, type -> type.getName().equals(name));
  }

  /** Top-level class names that end in one of these, with all that is nested in them. */
  private static DescribedPredicate<JavaClass> named(String... endings) {
    return describe(
        "named *" + String.join(", *", endings),
        type -> {
          String name = type.getName();
          int nested = name.indexOf('$');
          String outermost = nested < 0 ? name : name.substring(0, nested);
          return Pattern.matches(".*(" + String.join("|", endings) + ")", outermost);
        });
  }

  private DescribedPredicate<JavaClass> in(String... packages) {
    String[] patterns = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      patterns[i] = base + "." + packages[i] + "..";
    }
    return resideInAnyPackage(patterns);
  }

  /** The base package itself: {@code Main} and what it is made of. */
  private DescribedPredicate<JavaClass> launcher() {
    return describe("of the launcher", type -> type.getPackageName().equals(base));
  }
}
