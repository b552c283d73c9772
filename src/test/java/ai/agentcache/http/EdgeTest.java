package ai.agentcache.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.OtherSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(OtherSettings.class)
class EdgeTest {

  private static final String POST = "POST /api/test/length HTTP/1.1\r\nHost: a\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

  private RawClient client;

  @BeforeEach
  void connect() throws IOException {
    client = new RawClient();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
  }

  private RawClient.Answer get(String path, String... headers) throws IOException {
    String head = String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "");
    return client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + head + "\r\n").read();
  }

  private static String chunk(int size) {
    return Integer.toHexString(size) + "\r\n" + "a".repeat(size) + "\r\n";
  }

  @Test
  void requestId_given_isReturned() throws IOException {
    assertEquals("my-id/1", get("/health", "X-Request-Id: my-id/1").header("x-request-id"));
  }

  @Test
  void requestId_absent_isMadeAndDiffers() throws IOException {
    String first = get("/health").header("x-request-id");
    assertNotNull(first);
    assertNotEquals(first, get("/health").header("x-request-id"));
  }

  @Test
  void requestId_invalid_isNeverEchoed() throws IOException {
    RawClient.Answer answer = get("/health", "X-Request-Id: so bad");
    assertEquals(400, answer.status());
    assertFalse(answer.toString().contains("so bad"), answer.toString());
  }

  @Test
  void headers_privatePath_areNotToBeStored() throws IOException {
    RawClient.Answer answer = get("/api/test/letters/1");
    assertEquals("no-store", answer.header("cache-control"));
    assertTrue(String.valueOf(answer.header("vary")).contains("X-API-Key"));
    assertEquals("nosniff", answer.header("x-content-type-options"));
    assertNull(get("/health").header("cache-control"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/nothing,NOT_FOUND",
    "/nothing,NOT_FOUND",
    "/api/test/failures/field,INVALID_FIELD",
    "/api/test/failures/store,STORE_UNAVAILABLE",
    "/api/test/failures/other,INTERNAL_ERROR"
  })
  void error_api_hasTheBodyOfItsSurface(String path, ErrorCode code) throws IOException {
    RawClient.Answer answer = get(path, "X-Request-Id: id-7");
    assertEquals(code.status(), answer.status());
    assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
    assertTrue(answer.body().contains("\"requestId\":\"id-7\""), answer.body());
    assertFalse(answer.body().contains("secret"), answer.body());
    assertFalse(answer.body().contains("Exception"), answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/nothing,'{\"error\":{\"message\":'",
    "/v1/messages/nothing,'{\"type\":\"error\",'",
    "/api/v1/agent/nothing,'{\"error\":{\"code\":\"NOT_FOUND\"'"
  })
  void error_otherSurface_hasItsBody(String path, String start) throws IOException {
    RawClient.Answer answer = get(path);
    assertEquals(404, answer.status());
    assertTrue(answer.body().startsWith(start), answer.body());
  }

  @Test
  void error_storeAway_saysWhenToRetry() throws IOException {
    assertEquals("1", get("/api/test/failures/store").header("retry-after"));
  }

  @Test
  void error_wrongMethod_listsTheRightOnes() throws IOException {
    RawClient.Answer answer = get("/api/test/length");
    assertEquals(405, answer.status());
    assertEquals("OPTIONS, POST", answer.header("allow"));
    assertTrue(answer.body().contains("METHOD_NOT_ALLOWED"), answer.body());
  }

  @Test
  void error_wrongMediaTypes_are415And406() throws IOException {
    String form = "POST /api/test/form HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n";
    assertEquals(415, client.send(form + "Content-Type: text/plain\r\n\r\n{}").read().status());
    assertEquals(406, get("/api/test/letters/1", "Accept: image/png").status());
  }

  @ParameterizedTest
  @CsvSource({"'/%zz'", "'/api/test/letters/%'", "'*'", "'//'", "'/..;/..'", "'/%00'", "'/a?%zz'"})
  void path_odd_isAnsweredInJson(String path) throws IOException {
    RawClient.Answer answer = get(path);
    assertTrue(answer.status() == 400 || answer.status() == 404, answer.toString());
    assertEquals("application/json", answer.header("content-type"), answer.toString());
  }

  @Test
  void refusedBeforeItsBody_connectionGoesOn() throws IOException {
    String refused = "POST /api/test/refused HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n";
    RawClient.Answer answer = client.send(refused + "a".repeat(900_000)).read();
    assertEquals(401, answer.status());
    assertNotNull(answer.header("www-authenticate"));
    assertEquals(200, get("/health").status());
  }

  @Test
  void body_atTheLimit_isRead() throws IOException {
    int limit = 1024 * 1024;
    String head = POST + "Content-Length: " + limit + "\r\n\r\n";
    RawClient.Answer answer = client.send(head + "a".repeat(limit)).read();
    assertEquals("{\"length\":" + limit + "}", answer.body());
  }

  @Test
  void chunkedBody_atTheLimit_isRead() throws IOException {
    client.send(POST + CHUNKED);
    for (int i = 0; i < 16; i++) {
      client.send(chunk(64 * 1024));
    }
    assertEquals("{\"length\":1048576}", client.send("0\r\n\r\n").read().body());
    assertEquals(200, get("/health").status());
  }

  @Test
  void chunkedBody_overTheLimit_isCutWhileItArrives() throws IOException {
    client.send(POST + CHUNKED);
    for (int i = 0; i < 16; i++) {
      client.send(chunk(64 * 1024));
    }
    RawClient.Answer answer = client.send(chunk(1)).read();
    assertEquals(413, answer.status());
    assertTrue(answer.body().contains("PAYLOAD_TOO_LARGE"), answer.body());
    assertTrue(client.isClosed());
  }

  @Test
  void body_announcedTooLarge_answerSurvivesTheSending() throws IOException {
    String head = POST + "Content-Length: 2097152\r\n\r\n";
    RawClient.Answer answer = client.send(head + "a".repeat(2 * 1024 * 1024)).read();
    assertEquals(413, answer.status());
    assertTrue(client.isClosed());
  }

  @Test
  void manyLargeBodies_atOnce_areAllAnswered() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      clients.add(new RawClient().send(POST + CHUNKED));
    }
    byte[] piece = chunk(64 * 1024).getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 15; i++) {
      for (RawClient each : clients) {
        each.send(piece);
      }
    }
    for (RawClient each : clients) {
      int status = each.send("0\r\n\r\n").read().status();
      assertTrue(status == 200 || status == 503, "status " + status);
      each.close();
    }
    assertEquals(200, get("/health").status());
  }

  @Test
  void slowBody_afterTheDeadline_is408() throws IOException {
    RawClient.Answer answer = client.send(POST + "Content-Length: 9\r\n\r\nabc").read();
    assertEquals(408, answer.status());
    assertTrue(client.isClosed());
  }

  @Test
  void quietConnection_betweenRequests_hasNoDeadline() throws IOException {
    client.send(POST + "Content-Length: 1\r\n\r\na").read();
    try (RawClient other = new RawClient()) {
      assertEquals(408, other.send(POST + "Content-Length: 9\r\n\r\nabc").read().status());
    }
    assertEquals("{\"length\":2}", client.send(POST + "Content-Length: 2\r\n\r\nab").read().body());
  }

  @Test
  void pipelinedRequests_areAnsweredInTurn() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      all.append(POST)
          .append("Content-Length: ")
          .append(i)
          .append("\r\n\r\n")
          .append("a".repeat(i));
    }
    client.send(all.toString());
    for (int i = 1; i <= 20; i++) {
      assertEquals("{\"length\":" + i + "}", client.read().body());
    }
  }

  @Test
  void chunkedBody_afterAnAnswerTheEdgeDidNotGive_isStillBounded() throws IOException {
    client.send("GET * HTTP/1.1\r\nHost: a\r\n\r\n").read();
    client.send(POST + CHUNKED);
    for (int i = 0; i < 16; i++) {
      client.send(chunk(64 * 1024));
    }
    assertEquals(413, client.send(chunk(1)).read().status());
  }

  @Test
  void expectContinue_small_bodyIsAskedForAndGuarded() throws IOException {
    client.send(POST + "Expect: 100-continue\r\n" + CHUNKED);
    assertEquals(100, client.read().status());
    assertEquals("{\"length\":3}", client.send(chunk(3) + "0\r\n\r\n").read().body());
  }

  @Test
  void expectContinue_tooLarge_isRefusedWithoutTheBody() throws IOException {
    String head = POST + "Expect: 100-continue\r\nContent-Length: 2097152\r\n\r\n";
    assertEquals(413, client.send(head).read().status());
  }

  @Test
  void gzip_askedFor_largeAnswerIsCompressed() throws IOException {
    RawClient.Answer answer = get("/api/test/letters/5000", "Accept-Encoding: gzip, br");
    assertEquals("gzip", answer.header("content-encoding"));
    byte[] packed = answer.body().getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(packed.length < 500, packed.length + " bytes");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    assertEquals("a".repeat(5000), new String(plain, StandardCharsets.UTF_8));
  }

  @Test
  void gzip_notAskedForOrNotWorthIt_answerIsPlain() throws IOException {
    assertNull(get("/api/test/letters/100", "Accept-Encoding: gzip").header("content-encoding"));
    RawClient.Answer answer = get("/api/test/letters/5000");
    assertNull(answer.header("content-encoding"));
    assertEquals(5000, answer.body().length());
  }

  @Test
  void cors_listedOrigin_isGranted() throws IOException {
    RawClient.Answer answer = get("/health", "Origin: https://app.example.com");
    assertEquals("https://app.example.com", answer.header("access-control-allow-origin"));
    assertEquals(200, answer.status());
  }

  @Test
  void cors_otherOrigin_getsNoPermission() throws IOException {
    assertNull(
        get("/health", "Origin: https://evil.example.com").header("access-control-allow-origin"));
  }

  @Test
  void cors_preflight_isAnsweredAtTheEdge() throws IOException {
    RawClient.Answer answer =
        client
            .send(
                String.join(
                    "\r\n",
                    "OPTIONS /api/cache/get HTTP/1.1",
                    "Host: a",
                    "Origin: https://app.example.com",
                    "Access-Control-Request-Method: POST",
                    "Access-Control-Request-Headers: x-api-key",
                    "\r\n"))
            .read();
    assertEquals(204, answer.status());
    assertEquals("x-api-key", answer.header("access-control-allow-headers"));
  }
}
