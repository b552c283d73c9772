package ai.agentcache.docs;

import static io.restassured.RestAssured.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The routes of the running application, its OpenAPI document and {@code docs/api.md} say the same.
 * {@code mvn test -Dtest=OpenApiTest -Ddocs.update=true} writes the page anew.
 */
@QuarkusTest
class OpenApiTest {

  private static final Path PAGE = Path.of("docs", "api.md");

  /** Where the compiler puts the resources of tests, which belong into no document. */
  private static final Path TESTS = Path.of("target", "test-classes");

  private final Set<String> routes = new TreeSet<>();
  private final Set<String> pathsOfTests = new TreeSet<>();
  private JsonNode document;

  @BeforeEach
  void read() throws IOException {
    collectRoutes();
    document = new ObjectMapper().readTree(get("/q/openapi?format=json").asString());
    ((ObjectNode) document.path("paths")).remove(pathsOfTests);
  }

  @Test
  void document_listsExactlyTheRoutesOfTheApplication() {
    Set<String> documented = new TreeSet<>();
    ApiDocs.calls(document).forEach(call -> documented.add(call.name()));
    assertEquals(routes, documented);
    assertFalse(documented.isEmpty());
  }

  @Test
  void document_everyCall_isDescribedAndTagged() {
    for (ApiDocs.Call call : ApiDocs.calls(document)) {
      assertFalse(call.operation().path("summary").asText().isEmpty(), call.name());
      assertFalse(call.tag().equals("Other"), call.name());
      assertTrue(call.operation().path("responses").size() > 0, call.name());
    }
  }

  @Test
  void document_everyCall_saysWhatGoesWrong() {
    for (ApiDocs.Call call : ApiDocs.calls(document)) {
      List<String> statuses = new ArrayList<>();
      call.operation().path("responses").fieldNames().forEachRemaining(statuses::add);
      boolean isHealth = call.path().endsWith("/health");
      assertTrue(isHealth || statuses.stream().anyMatch(s -> !s.startsWith("2")), call.name());
    }
  }

  /** Agents have errors of a form of their own. */
  @Test
  void document_callsOfAgents_haveTheirErrors() {
    for (ApiDocs.Call call : ApiDocs.calls(document)) {
      if (call.path().startsWith("/api/v1/agent/")) {
        for (JsonNode reference : call.operation().path("responses").findValues("$ref")) {
          String name = reference.asText().substring(reference.asText().lastIndexOf('/') + 1);
          assertTrue(name.startsWith("Agent") || !isSharedAnswer(name), call.name() + " " + name);
        }
      }
    }
  }

  private boolean isSharedAnswer(String name) {
    return document.at("/components/responses").has(name);
  }

  /** But those of drop-in APIs, which others have described. */
  @Test
  void document_everyBody_hasItsFieldsDescribed() {
    for (ApiDocs.Call call : ApiDocs.calls(document)) {
      boolean hasBody = call.operation().has("requestBody");
      if (hasBody && !call.tag().equals("Drop-in APIs")) {
        JsonNode content = call.operation().path("requestBody").path("content");
        assertTrue(content.findValue("$ref") != null || content.has("properties"), call.name());
      }
    }
  }

  @Test
  void document_hasTitleVersionAndBothWaysToSendAKey() {
    assertEquals("AgentCache", document.at("/info/title").asText());
    assertEquals("1.0.0", document.at("/info/version").asText());
    JsonNode schemes = document.at("/components/securitySchemes");
    assertEquals("X-API-Key", schemes.at("/apiKey/name").asText());
    assertEquals("bearer", schemes.at("/bearer/scheme").asText());
    assertEquals(2, document.path("security").size());
  }

  @Test
  void page_agreesWithTheDocument() throws IOException {
    String page = ApiDocs.of(document);
    if (Boolean.getBoolean("docs.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(Files.readString(PAGE), page, "run with -Ddocs.update=true");
  }

  private void collectRoutes() {
    for (RequestPath<InitialMatch> path :
        ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers()) {
      for (Object handler : path.value.handlers) {
        if (handler instanceof ClassRoutingHandler routing) {
          collect(path.template.template, routing);
        }
      }
    }
  }

  private void collect(String prefix, ClassRoutingHandler routing) {
    for (RequestMapper<RuntimeResource> paths : routing.getMappers().values()) {
      for (RequestPath<RuntimeResource> each : paths.getTemplates()) {
        String path = join(prefix, each.template.template).replaceAll("\\{(\\w+):[^}]*}", "{$1}");
        if (isOfTests(each.value.getResourceClass())) {
          pathsOfTests.add(path);
        } else {
          routes.add(each.value.getHttpMethod() + " " + path);
        }
      }
    }
  }

  private static boolean isOfTests(Class<?> resource) {
    return Files.exists(TESTS.resolve(resource.getName().replace('.', '/') + ".class"));
  }

  /** A path as the document has it: a parameter without the pattern it has to match. */
  private static String join(String prefix, String path) {
    String joined = (prefix + "/" + path).replaceAll("/+", "/").replaceAll(":[^}]+}", "}");
    return joined.length() > 1 && joined.endsWith("/")
        ? joined.substring(0, joined.length() - 1)
        : joined;
  }
}
