package ai.agentcache.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.fakes.Behaviour;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that others answer than was meant is one request, and says so. */
@QuarkusTest
class FailoverTest {

  @SuppressWarnings("NullAway.Init") // before each test
  private Desk desk;

  private String key = "";

  @BeforeEach
  void start() {
    desk = new Desk();
    key = desk.mint("");
    desk.fake().when(asked -> asked.mentions("gpt-5.5"), Behaviour.error(500));
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private Response generate(String more) {
    return Desk.post(
        Desk.by(key), "/llm/generate", "{'prompt':'hello','model':'openai:gpt-5.5'" + more + "}");
  }

  private void counted(int hits, int misses) {
    JsonPath told = Desk.spend(key);
    assertEquals(hits + misses, told.getInt("metrics.total_requests"));
    assertEquals(hits, told.getInt("metrics.cache_hits"));
    assertEquals(misses, told.getInt("metrics.cache_misses"));
  }

  @Test
  void failover_isCountedOnce() {
    generate(",'allowFailover':true").then().statusCode(200);
    counted(0, 1);
    generate(",'allowFailover':true").then().statusCode(200).header("X-Cache", "HIT");
    counted(1, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BASIC", "MOCK"})
  void degradation_isCountedOnce(String degradation) {
    generate(",'degradation':'" + degradation + "'")
        .then()
        .statusCode(200)
        .header("X-AgentCache-Degraded", "true");
    counted(0, 1);
  }

  @Test
  void degradation_cacheThatHasNothing_isCountedOnce() {
    generate(",'degradation':'CACHE'").then().statusCode(502);
    counted(0, 1);
  }

  @Test
  void failure_ofAll_isCountedOnce() {
    desk.fake().always(Behaviour.error(500));
    generate(",'allowFailover':true").then().statusCode(502);
    counted(0, 1);
    generate("").then().statusCode(502);
    counted(0, 2);
  }
}
