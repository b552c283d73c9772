package ai.agentcache.gateway.front;

import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.fakes.Behaviour;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
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
    return generate(Desk.by(key), more);
  }

  private static Response generate(RequestSpecification by, String more) {
    return Desk.post(
        by, "/llm/generate", "{'prompt':'hello','model':'openai:gpt-5.5'" + more + "}");
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

  private static void reason(Response answer, String reason) {
    answer.then().statusCode(200).body("metadata.routing.reason", matchesPattern(reason));
  }

  @Test
  void reason_explainsTheAnswerThatCame() {
    String failed = "openai:gpt-5\\.5 (failed|was not asked); ";
    reason(generate(",'allowFailover':true"), failed + "(?!openai:gpt-5\\.5)[a-z]+:\\S+ was next");
    reason(
        generate(",'degradation':'BASIC'"),
        failed + "(?!openai:gpt-5\\.5)[a-z]+:\\S+ is not dearer and stands in");
    reason(generate(",'degradation':'MOCK'"), failed + "the mock stands in");
  }

  @Test
  void reason_ofWhoeverWasChosen_isThatOfTheChoice() {
    desk.fake().when(asked -> asked.mentions("gpt-5.5"), Behaviour.natural());
    reason(generate(",'allowFailover':true"), "[^;]*");
  }

  private static String streamed(Response answer) {
    return answer.then().statusCode(200).extract().asString();
  }

  private static boolean isMarked(String events) {
    String first = events.substring(0, events.indexOf('\n'));
    assertEquals(events.lastIndexOf("\"degraded\""), first.lastIndexOf("\"degraded\""));
    return JsonPath.from(first.substring("data: ".length())).getBoolean("degraded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BASIC", "MOCK"})
  void stream_degraded_saysSoInItsFirstEvent(String degradation) {
    String events = streamed(generate(",'stream':true,'degradation':'" + degradation + "'"));
    assertTrue(isMarked(events), events);
    assertTrue(events.endsWith("data: [DONE]\n\n"), events);
    assertFalse(events.contains("\"error\""), events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CACHE", "stale-if-error"})
  void stream_thatAStoredAnswerStandsInFor_saysSo(String way) {
    boolean header = way.startsWith("stale");
    String request = ",'ttl':1,'stream':true,'degradation':'" + (header ? "FAIL" : way) + "'";
    desk.fake().when(asked -> asked.mentions("gpt-5.5"), Behaviour.natural());
    String fresh = streamed(generate(request));
    assertFalse(fresh.contains("degraded"), fresh);
    desk.fake().when(asked -> asked.mentions("gpt-5.5"), Behaviour.error(500));
    long expired = System.nanoTime() + 1_200_000_000L;
    Desk.until(() -> System.nanoTime() > expired);
    RequestSpecification by = Desk.by(key);
    if (header) {
      by.header("Cache-Control", "stale-if-error=600");
    }
    String events = streamed(generate(by, request));
    assertTrue(isMarked(events), events);
  }
}
