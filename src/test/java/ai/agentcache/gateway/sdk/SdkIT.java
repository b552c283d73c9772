package ai.agentcache.gateway.sdk;

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
    return clients.cases(table, gateway.environment());
  }
}
