package ai.agentcache.gateway.front;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that may spend no more than so much a month. */
@QuarkusTest
class BudgetTest {

  /** At gpt-4o's ten dollars a million. */
  private static final int DOLLAR_OF_TOKENS = 100_000;

  @SuppressWarnings("NullAway.Init") // before each test
  private Desk desk;

  private String key = "";

  @BeforeEach
  void start() {
    desk = new Desk();
    desk.costing(0, 0, DOLLAR_OF_TOKENS);
    key = desk.mint(",'monthlyBudget':1");
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private void spendIt() {
    Desk.chat(key, "gpt-4o", "the last dollar")
        .then()
        .statusCode(200)
        .header("X-AgentCache-Cost", "1");
  }

  private Response post(String path, String body) {
    return Desk.post(Desk.by(key), path, body);
  }

  @Test
  void chat_overBudget_isRefusedWhileHitsGoOn() {
    spendIt();
    Response refused = Desk.chat(key, "gpt-4o", "one more");
    refused
        .then()
        .statusCode(429)
        .body("error.type", equalTo("insufficient_quota"))
        .body("error.code", equalTo("budget_exceeded"))
        .body("error.message", containsString("$1 of $1 of this month are spent"))
        .body("error.message", containsString("01T00:00:00Z"));
    assertTrue(Long.parseLong(refused.header("Retry-After")) <= 31 * 86_400);
    Desk.chat(key, "gpt-4o", "the last dollar").then().statusCode(200).header("X-Cache", "HIT");
    post(
            "/v1/chat/completions",
            Desk.chatBody("gpt-4o", "streamed").replace("}]}", "}],'stream':true}"))
        .then()
        .statusCode(429);
    assertEquals(1, desk.fake().calls().total());
  }

  @Test
  void otherSurfaces_overBudget_refuseInTheirOwnWords() {
    spendIt();
    post(
            "/v1/messages",
            "{'model':'gpt-4o','max_tokens':9,'messages':[{'role':'user','content':'x'}]}")
        .then()
        .statusCode(429)
        .body("type", equalTo("error"))
        .body("error.type", equalTo("rate_limit_error"));
    post("/v1/responses", "{'model':'gpt-4o','input':'x'}")
        .then()
        .statusCode(429)
        .body("error.code", equalTo("budget_exceeded"));
    post("/v1/embeddings", "{'model':'text-embedding-3-small','input':'x'}")
        .then()
        .statusCode(429)
        .body("error.code", equalTo("budget_exceeded"));
    post(
            "/llm/generate",
            "{'model':'gpt-4o','prompt':'x','allowFailover':true,'degradation':'MOCK'}")
        .then()
        .statusCode(429)
        .body("code", equalTo("BUDGET_EXCEEDED"))
        .body("error", equalTo("Monthly budget exceeded"));
    assertEquals(1, desk.fake().calls().total());
  }

  @Test
  void workflow_overBudget_failsItsNodes() {
    spendIt();
    post(
            "/llm/execute-workflow",
            "{'graph':{'nodes':[{'id':'a','type':'build','prompt':'x','model':'gpt-4o','dependsOn':[]}]}}")
        .then()
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("nodes.a.error.code", equalTo("BUDGET_EXCEEDED"));
  }

  @Test
  void mock_overBudget_isStillAsked() {
    spendIt();
    Desk.chat(key, "mock", "for nothing").then().statusCode(200);
  }

  @Test
  void anotherKeyOfTheTenant_withTheSameQuestions_isAnswered() {
    spendIt();
    String other = desk.mint("");
    for (int i = 0; i < 20; i++) {
      String text = "both at once " + i;
      CompletableFuture<Integer> poor =
          CompletableFuture.supplyAsync(() -> Desk.chat(key, "gpt-4o", text).statusCode());
      assertEquals(200, Desk.chat(other, "gpt-4o", text).statusCode());
      assertTrue(poor.join() == 429 || poor.join() == 200);
    }
  }

  @Test
  void statisticsAndListing_showBudgetAndSpend() {
    String free = desk.mint("");
    spendIt();
    Desk.by(key)
        .get("/api/stats")
        .then()
        .body("quota.monthly_budget_usd", equalTo(1))
        .body("quota.monthly_spent_usd", equalTo(1));
    Desk.by(free)
        .get("/api/stats")
        .then()
        .body("quota.monthly_budget_usd", nullValue())
        .body("quota.monthly_spent_usd", equalTo(0));
    Desk.operator()
        .get("/api/admin/keys?tenant=" + desk.tenant())
        .then()
        .statusCode(200)
        .body("keys.find { it.monthlyBudget != null }.monthlyBudget", equalTo(1.0f))
        .body("keys.find { it.monthlyBudget != null }.spentThisMonth", equalTo(1))
        .body("keys.find { it.monthlyBudget == null }.spentThisMonth", equalTo(0));
  }
}
