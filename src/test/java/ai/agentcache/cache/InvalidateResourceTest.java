package ai.agentcache.cache;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nine entries: three namespaces, of each one by two providers and one with tags. */
@QuarkusTest
class InvalidateResourceTest {

  private static final List<String> NAMESPACES = List.of("n1", "n2", "n3");

  private CacheClient client;

  @BeforeEach
  void entries() {
    client = CacheClient.newTenant();
    for (String namespace : NAMESPACES) {
      set(namespace, "openai", "gpt-4o", "");
      set(namespace, "anthropic", "claude", "");
      set(namespace, "openai", "tagged", ",'tags':['a','b']");
      assertEquals("ppp", present(namespace));
    }
  }

  private void set(String namespace, String provider, String model, String more) {
    String body = "{" + identity(provider, model) + ",'response':1" + more + "}";
    client.post("set", namespace, body).then().statusCode(200).body("success", equalTo(true));
  }

  private static String identity(String provider, String model) {
    return "'provider':'" + provider + "','model':'" + model + "','prompt':'x'";
  }

  /** For each of the three entries of a namespace, whether it is present. */
  private String present(String namespace) {
    return one(namespace, "openai", "gpt-4o")
        + one(namespace, "anthropic", "claude")
        + one(namespace, "openai", "tagged");
  }

  private String one(String namespace, String provider, String model) {
    boolean hit = client.post("get", namespace, "{" + identity(provider, model) + "}").path("hit");
    return hit ? "p" : "-";
  }

  static Stream<List<String>> criteria() {
    return Stream.of(
        List.of("{'namespace':'n1'}", "---", "ppp", "ppp"),
        List.of("{'provider':'openai'}", "-p-", "-p-", "-p-"),
        List.of("{'model':'claude'}", "p-p", "p-p", "p-p"),
        List.of("{'tag':'a'}", "pp-", "pp-", "pp-"),
        List.of("{'tag':'none'}", "ppp", "ppp", "ppp"),
        List.of("{'tag':'b','namespace':'n2'}", "ppp", "pp-", "ppp"),
        List.of("{'provider':'openai','model':'gpt-4o'}", "-pp", "-pp", "-pp"),
        List.of("{'provider':'anthropic','model':'gpt-4o'}", "ppp", "ppp", "ppp"),
        List.of("{'older_than':3600}", "ppp", "ppp", "ppp"),
        List.of("{'older_than':0}", "---", "---", "---"),
        List.of("{'all':true,'reason':'new prompts'}", "---", "---", "---"));
  }

  @ParameterizedTest
  @MethodSource("criteria")
  void invalidate_criteria_voidsExactlyWhatMeetsThem(List<String> line) {
    client
        .post("invalidate", line.get(0))
        .then()
        .statusCode(200)
        .body("success", equalTo(true))
        .body("invalidated", equalTo("generation"));
    assertEquals(line.subList(1, 4), NAMESPACES.stream().map(this::present).toList(), line.get(0));
  }

  @Test
  void invalidate_thenSet_isPresentAgain() {
    client.post("invalidate", "{'namespace':'n1'}").then().statusCode(200);
    set("n1", "openai", "gpt-4o", "");
    assertEquals("p--", present("n1"));
  }

  @Test
  void invalidate_headerNamespace_narrows() {
    client.post("invalidate", "n2", "{'all':true}").then().statusCode(200);
    assertEquals("ppp", present("n1"));
    assertEquals("---", present("n2"));
    client
        .post("invalidate", "n2", "{'namespace':'n1'}")
        .then()
        .statusCode(400)
        .body("details", containsString("namespace"));
  }

  @Test
  void invalidate_key_removesOne() {
    String key = client.post("get", "n1", "{" + identity("openai", "gpt-4o") + "}").path("key");
    String body = "{'key':'" + key + "'}";
    client.post("invalidate", body).then().body("invalidated", equalTo(1));
    client.post("invalidate", body).then().body("invalidated", equalTo(0));
    assertEquals("-pp", present("n1"));
    assertEquals("ppp", present("n2"));
  }

  @Test
  void invalidate_ownKey_removesOne() {
    client.post("set", "n1", "{'key':'tool','value':1}").then().statusCode(200);
    client.post("invalidate", "{'key':'tool'}").then().body("invalidated", equalTo(0));
    client
        .post("invalidate", "{'key':'tool','namespace':'n1'}")
        .then()
        .body("invalidated", equalTo(1));
    client.post("get", "n1", "{'key':'tool'}").then().body("hit", equalTo(false));
  }
}
