package ai.agentcache.gateway.sdk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The SDKs that people have work with the gateway as with the APIs they were made for. */
class SdkIT {

  @SuppressWarnings("NullAway.Init") // before all tests
  private static ClientsGateway gateway;

  @BeforeAll
  static void start() {
    gateway = ClientsGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @TestFactory
  Stream<DynamicTest> openai_ofPython_worksAsAtHome() {
    return cases(Clients.python(), "openai_cases.py");
  }

  @TestFactory
  Stream<DynamicTest> anthropic_ofPython_worksAsAtHome() {
    return cases(Clients.python(), "anthropic_cases.py");
  }

  @TestFactory
  Stream<DynamicTest> openai_ofNode_worksAsAtHome() {
    return cases(Clients.node(), "openai.mjs");
  }

  @TestFactory
  Stream<DynamicTest> anthropic_ofNode_worksAsAtHome() {
    return cases(Clients.node(), "anthropic.mjs");
  }

  @TestFactory
  Stream<DynamicTest> langchain_ofPython_worksAsAtHome() {
    return cases(Clients.python(), "langchain_cases.py");
  }

  @TestFactory
  Stream<DynamicTest> langchain_ofNode_worksAsAtHome() {
    return cases(Clients.node(), "langchain.mjs");
  }

  private static Stream<DynamicTest> cases(Clients clients, String table) {
    Optional<DynamicTest> obstacle = clients.obstacle(table);
    return obstacle.isPresent() ? obstacle.stream() : run(clients, table);
  }

  private static Stream<DynamicTest> run(Clients clients, String table) {
    clients.install();
    Map<String, String> environment = gateway.environment();
    Command.Result result = clients.run(table, environment);
    Stream<DynamicTest> cases =
        result.output().lines().flatMap(line -> CaseLine.read(line).stream()).map(CaseLine::test);
    return Stream.concat(cases, Stream.of(end(table, result)));
  }

  /** That the table was gone through: a case that failed is told by itself. */
  private static DynamicTest end(String table, Command.Result result) {
    boolean told = result.output().lines().anyMatch(line -> line.startsWith("not ok "));
    return DynamicTest.dynamicTest(
        table + " ends",
        () -> assertTrue(result.code() == (told ? 1 : 0), () -> table + ": " + result.tail()));
  }
}
