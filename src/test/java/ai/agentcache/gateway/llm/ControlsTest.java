package ai.agentcache.gateway.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.cache.Terms;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {

  private static final Terms DEFAULTS =
      new Terms(true, true, false, Terms.ANY_AGE, 3_600, 0, List.of(), true);

  private static Terms of(String name, String value) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, value);
    return Controls.of(headers, DEFAULTS, 7_776_000);
  }

  @Test
  void of_noHeaders_isTheDefaults() {
    assertEquals(DEFAULTS, Controls.of(MultiMap.caseInsensitiveMultiMap(), DEFAULTS, 1));
  }

  @Test
  void of_directives_changesTheTerms() {
    assertFalse(of("Cache-Control", "no-cache").read());
    assertFalse(of("cache-control", "No-Store").write());
    assertTrue(of("Cache-Control", "only-if-cached").onlyIfCached());
    Terms several = of("Cache-Control", "max-age=60 , stale-if-error=\"600\", immutable");
    assertEquals(60, several.maxAgeSeconds());
    assertEquals(600, several.staleIfErrorSeconds());
    assertEquals(90, of("X-Cache-TTL", "90").ttlSeconds());
  }

  @ParameterizedTest
  @CsvSource({
    "Cache-Control, max-age",
    "Cache-Control, max-age=x",
    "Cache-Control, max-age=-1",
    "Cache-Control, stale-if-error=1.5",
    "X-Cache-TTL, 0",
    "X-Cache-TTL, 7776001",
    "X-Cache-TTL, soon",
  })
  void of_aNumberThatIsNone_namesTheHeader(String name, String value) {
    ApiException problem = assertThrows(ApiException.class, () -> of(name, value));
    assertEquals(ErrorCode.INVALID_HEADER, problem.code());
    assertTrue(problem.details().startsWith("`" + name + "`"), problem.details());
  }
}
