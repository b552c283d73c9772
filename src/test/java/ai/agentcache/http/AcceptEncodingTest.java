package ai.agentcache.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZip",
        "deflate, gzip",
        "br;q=1.0, gzip;q=0.8",
        "x-gzip",
        "*",
        "gzip ;q=1"
      })
  void acceptsGzip_gzipIsAcceptable_true(String header) {
    assertTrue(AcceptEncoding.acceptsGzip(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "identity", "br, deflate", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "gzipped"})
  void acceptsGzip_gzipIsNotAcceptable_false(String header) {
    assertFalse(AcceptEncoding.acceptsGzip(header));
  }
}
