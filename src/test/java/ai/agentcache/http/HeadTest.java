package ai.agentcache.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadTest {

  private static Head head(String... namesAndValues) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Head.of(headers);
  }

  @Test
  void problem_ordinaryHead_none() {
    assertNull(head("Host", "localhost:8080", "Content-Length", "12").problem(true));
  }

  @ParameterizedTest
  @CsvSource({
    "Host,a,Host,a,`Host`",
    "Host,a b,X,y,`Host`",
    "Host,a/b,X,y,`Host`",
    "Host,'',X,y,`Host`",
    "X,y,Z,w,`Host`",
    "Host,a,X-Request-Id,a b,`X-Request-Id`",
    "Host,a,X-Request-Id,'',`X-Request-Id`",
    "Host,a,Transfer-Encoding,'gzip, chunked',`Transfer-Encoding`",
    "Host,a,Transfer-Encoding,identity,`Transfer-Encoding`"
  })
  void problem_badHeader_isNamed(String n1, String v1, String n2, String v2, String named) {
    ApiException problem = head(n1, v1, n2, v2).problem(true);
    assertNotNull(problem);
    assertEquals(ErrorCode.INVALID_HEADER, problem.code());
    assertTrue(problem.details().startsWith(named), problem.details());
  }

  @Test
  void problem_twoIds_isNamed() {
    assertNotNull(head("Host", "a", "X-Request-Id", "1", "x-request-id", "1").problem(true));
  }

  @Test
  void problem_noHostWhereNoneIsRequired_none() {
    assertNull(head("Accept", "*/*").problem(false));
  }

  @Test
  void problem_compressedBody_isUnsupported() {
    ApiException problem =
        head("Host", "a", "Content-Length", "3", "Content-Encoding", "gzip").problem(true);
    assertNotNull(problem);
    assertEquals(ErrorCode.UNSUPPORTED_MEDIA_TYPE, problem.code());
  }

  @Test
  void hasBody_lengthOrCoding_true() {
    assertTrue(head("content-length", "1").hasBody());
    assertTrue(head("transfer-encoding", "CHUNKED").hasBody());
    assertFalse(head("content-length", "0").hasBody());
    assertFalse(head("accept", "1").hasBody());
  }
}
