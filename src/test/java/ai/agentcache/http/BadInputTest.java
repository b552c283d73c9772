package ai.agentcache.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A table of what must not get in: each line is answered with a 4xx that names the culprit, and the
 * connection is closed where nobody can tell what comes next, all within 100 ms.
 */
@QuarkusTest
class BadInputTest {

  private static final long BOUND_MILLIS = 100;
  private static final String POST = "POST /api/test/length HTTP/1.1\r\n";
  private static final String HOST = "Host: localhost\r\n";

  /**
   * One line of the table.
   *
   * @param name what is wrong
   * @param request the bytes sent
   * @param status the status expected
   * @param field what the details have to name
   * @param closes whether the connection has to be closed
   */
  record Bad(String name, String request, int status, String field, boolean closes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Bad head(String name, String request, int status, String field) {
    return new Bad(name, request, status, field, true);
  }

  private static Bad body(String name, String json, int status, String field) {
    String request =
        "POST /api/test/form HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json;
    return new Bad(name, request, status, field, false);
  }

  static Stream<Bad> heads() {
    String id = "X-Request-Id: ";
    return Stream.of(
        head("two Hosts", POST + HOST + HOST + "\r\n", 400, "Host"),
        head("two different Hosts", POST + HOST + "Host: other\r\n\r\n", 400, "Host"),
        head("no Host", POST + "Accept: */*\r\n\r\n", 400, "Host"),
        head("empty Host", POST + "Host:\r\n\r\n", 400, "Host"),
        head("path in Host", POST + "Host: a/b\r\n\r\n", 400, "Host"),
        head("user in Host", POST + "Host: a@b\r\n\r\n", 400, "Host"),
        head(
            "length and coding",
            POST + HOST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
            "Transfer-Encoding"),
        head(
            "coding and length",
            POST + HOST + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
            400,
            "Transfer-Encoding"),
        head("unknown coding", POST + HOST + "Transfer-Encoding: x\r\n\r\n", 400, "Transfer-Enc"),
        head(
            "coding before chunked",
            POST + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            400,
            "Transfer-Encoding"),
        head(
            "chunked twice",
            POST + HOST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            400,
            "Transfer-Encoding"),
        head(
            "chunked in HTTP/1.0",
            "POST /api/test/length HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
            "Transfer-Encoding"),
        head(
            "two lengths",
            POST + HOST + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
            400,
            "Content-Length"),
        head("lengths in a list", POST + HOST + "Content-Length: 4, 5\r\n\r\n", 400, "Content-L"),
        head("signed length", POST + HOST + "Content-Length: +4\r\n\r\nabcd", 400, "Content-L"),
        head("negative length", POST + HOST + "Content-Length: -4\r\n\r\n", 400, "Content-L"),
        head("folded length", POST + HOST + "Content-Length: 1\r\n 2\r\n\r\n", 400, "Content-L"),
        head(
            "endless length",
            POST + HOST + "Content-Length: " + "9".repeat(30) + "\r\n\r\n",
            400,
            ""),
        head("space before colon", POST + "Host : localhost\r\n\r\n", 400, "header"),
        head(
            "space in coding's name", POST + HOST + "Transfer-Encoding : chunked\r\n\r\n", 400, ""),
        head("no colon", POST + HOST + "nonsense\r\n\r\n", 400, "header"),
        head("empty name", POST + HOST + ": x\r\n\r\n", 400, "header"),
        head("bare CR in a value", POST + HOST + "X-Cache-Namespace: a\rb\r\n\r\n", 400, "header"),
        head("bare LF after a line", POST + HOST + "Accept: */*\n\r\n", 400, "header"),
        head("NUL in a value", POST + HOST + "X-Cache-Namespace: a\0b\r\n\r\n", 400, "header"),
        head("NUL in a name", POST + HOST + "X-\0: b\r\n\r\n", 400, "header"),
        head("no version", "GET /health\r\n" + HOST + "\r\n", 400, "request line"),
        head("unknown version", "GET /health HTTP/9.9\r\n" + HOST + "\r\n", 400, "version"),
        head("nonsense", "\1\2\3\4\r\n\r\n", 400, "request line"),
        head("long request line", "GET /" + "a".repeat(9000) + " HTTP/1.1\r\n", 414, "line"),
        head("long header", POST + HOST + "X: " + "a".repeat(40_000) + "\r\n\r\n", 431, "headers"),
        head("many headers", POST + HOST + "X: a\r\n".repeat(9_000) + "\r\n", 431, "headers"),
        head("space in the id", POST + HOST + id + "a b\r\n\r\n", 400, "X-Request-Id"),
        head("folded id", POST + HOST + id + "a\r\n b\r\n\r\n", 400, "X-Request-Id"),
        head("tab in the id", POST + HOST + id + "a\tb\r\n\r\n", 400, "X-Request-Id"),
        head("non-ASCII id", POST + HOST + id + "\u00e9\r\n\r\n", 400, "X-Request-Id"),
        head("empty id", POST + HOST + id + "\r\n\r\n", 400, "X-Request-Id"),
        head(
            "129 characters", POST + HOST + id + "a".repeat(129) + "\r\n\r\n", 400, "X-Request-Id"),
        head("20 KB id", POST + HOST + id + "a".repeat(20_480) + "\r\n\r\n", 400, "X-Request-Id"),
        head("two ids", POST + HOST + id + "a\r\n" + id + "b\r\n\r\n", 400, "X-Request-Id"),
        head(
            "compressed body",
            POST + HOST + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
            415,
            "Content-Encoding"),
        head("too long", POST + HOST + "Content-Length: 1048577\r\n\r\n", 413, "1048576"),
        head(
            "too long for chat",
            "POST /v1/messages HTTP/1.1\r\n" + HOST + "Content-Length: 8388609\r\n\r\n",
            413,
            "8388608"),
        head(
            "too long to store",
            "POST /api/cache/set HTTP/1.1\r\n" + HOST + "Content-Length: 1310721\r\n\r\n",
            413,
            "1310720"),
        head(
            "malformed chunk",
            POST + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            400,
            "chunk"));
  }

  static Stream<Bad> bodies() {
    return Stream.of(
        body("empty body", "", 400, "body"),
        body("truncated JSON", "{\"name\":", 400, "MALFORMED_JSON"),
        body("not JSON", "hello", 400, "MALFORMED_JSON"),
        body("wrong type", "{\"name\":{},\"items\":[]}", 400, "name"),
        body(
            "wrong type inside",
            "{\"items\":[{\"count\":1},{\"count\":\"x\"}]}",
            400,
            "items[1].count"),
        body("deep JSON", "[".repeat(10_000), 400, "MALFORMED_JSON"),
        body(
            "huge number", "{\"items\":[{\"count\":" + "9".repeat(2_000) + "}]}", 400, "items[0]"));
  }

  @ParameterizedTest
  @MethodSource({"heads", "bodies"})
  void request_bad_isAnsweredAndNamed(Bad bad) throws IOException {
    warmUp(bad);
    try (RawClient client = new RawClient()) {
      long start = System.nanoTime();
      RawClient.Answer answer = client.send(bad.request()).read();
      boolean closed = bad.closes() && client.isClosed();
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertEquals(bad.status(), answer.status(), answer::toString);
      assertEquals("application/json", answer.header("content-type"), answer::toString);
      assertTrue(answer.body().contains(bad.field()), answer::toString);
      assertEquals(bad.closes(), closed, "closed");
      assertTrue(millis < BOUND_MILLIS, "took " + millis + " ms");
    }
  }

  /** One good request and this bad one, so that the bound is not that of loading classes. */
  private static void warmUp(Bad bad) throws IOException {
    try (RawClient good = new RawClient();
        RawClient client = new RawClient()) {
      good.send(POST + HOST + "Content-Length: 1\r\n\r\na").read();
      client.send(bad.request()).read();
    }
  }
}
