package ai.agentcache.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  private static final String TRUST_ALL = "quarkus.datasource.reactive.trust-all";

  private static String reactiveUrl(String url) {
    return String.valueOf(
        DatabaseUrl.parse(url).properties().get("quarkus.datasource.reactive.url"));
  }

  private static PgConnectOptions options(String url) {
    return PgConnectOptions.fromUri(reactiveUrl(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://ann:secret@db.example:6432/cache",
        "postgresql://ann:secret@db.example:6432/cache",
        "vertx-reactive:postgresql://ann:secret@db.example:6432/cache",
      })
  void properties_eitherScheme_isUnderstoodByTheClient(String url) {
    PgConnectOptions options = options(url);

    assertEquals("db.example", options.getHost());
    assertEquals(6432, options.getPort());
    assertEquals("cache", options.getDatabase());
    assertEquals("ann", options.getUser());
    assertEquals("secret", options.getPassword());
  }

  @Test
  void properties_percentEncodedPassword_reachesTheClientDecoded() {
    assertEquals("p@ss/w:rd%?", options("postgres://ann:p%40ss%2Fw%3Ard%25%3F@h/d").getPassword());
  }

  @Test
  void properties_plainPunctuation_reachesTheClientAsWritten() {
    assertEquals("a+b$c,d=e&f@g", options("postgres://ann:a+b$c,d=e&f@g@h/d").getPassword());
  }

  @Test
  void properties_passwordWithComma_isOneAddressOfQuarkusList() {
    assertFalse(reactiveUrl("postgres://ann:a,b\\c${d}@h/d").matches(".*[,\\\\$].*"));
  }

  @Property
  void properties_anyEncodedPassword_comesBack(
      @ForAll @NotEmpty @CharRange(from = '!', to = '\u017f') String password) {
    String encoded = java.net.URLEncoder.encode(password, java.nio.charset.StandardCharsets.UTF_8);

    assertEquals(password, options("postgres://ann:" + encoded + "@h:1/d").getPassword());
  }

  @Test
  void properties_sslModeRequire_encryptsWithoutChecking() {
    String url = "postgres://ann:s@h:1/d?sslmode=require&channel_binding=require";

    assertEquals(SslMode.REQUIRE, options(url).getSslMode());
    assertEquals("true", DatabaseUrl.parse(url).properties().get(TRUST_ALL));
  }

  @Test
  void properties_sslModeVerifyFull_checksNameAndCertificate() {
    var properties =
        DatabaseUrl.parse("postgres://a:s@h/d?sslmode=verify-full&sslrootcert=/ca.pem")
            .properties();

    assertNull(properties.get(TRUST_ALL));
    assertEquals(
        "/ca.pem", properties.get("quarkus.datasource.reactive.trust-certificate-pem.certs"));
    assertEquals(
        "HTTPS", properties.get("quarkus.datasource.reactive.hostname-verification-algorithm"));
  }

  @Test
  void properties_verifyWithoutCertificate_isRefused() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://a:s@h/d?sslmode=verify-ca");

    assertTrue(
        assertThrows(LaunchRefusal.class, url::properties).getMessage().contains("sslrootcert"));
  }

  @Test
  void properties_noTls_asksForNone() {
    assertNull(DatabaseUrl.parse("postgres://a:s@h/d").properties().get(TRUST_ALL));
    assertEquals(SslMode.DISABLE, options("postgres://a:s@h/d").getSslMode());
  }

  @Test
  void properties_noUser_hasNone() {
    assertEquals("postgresql://h:5432/d", reactiveUrl("postgres://h:5432/d"));
  }

  @Test
  void properties_ipv6_keepsItsBrackets() {
    assertEquals("::1", options("postgres://a:s@[::1]:5432/d").getHost());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://a:hunter2@h/d", "hunter2", "postgres://", "jdbc:postgresql://h/d"})
  void parse_otherForm_isRefusedWithoutRepeatingIt(String url) {
    LaunchRefusal refusal = assertThrows(LaunchRefusal.class, () -> DatabaseUrl.parse(url));

    assertTrue(refusal.getMessage().startsWith("DATABASE_URL"));
    assertFalse(refusal.getMessage().contains("hunter2"));
  }

  @Test
  void toString_withPassword_hidesIt() {
    assertFalse(DatabaseUrl.parse("postgres://ann:hunter2@h/d").toString().contains("hunter2"));
  }
}
