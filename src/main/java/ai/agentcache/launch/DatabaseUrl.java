package ai.agentcache.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code DATABASE_URL} as people and platforms write it, {@code
 * postgres[ql]://user:password@host:port/database?sslmode=require}, told to Quarkus in a form it
 * reads without loss: its client refuses most punctuation in a password, its list of addresses
 * splits at commas, and it knows {@code sslmode} only in part.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html">libpq: connection URIs,
 *     sslmode</a>
 */
record DatabaseUrl(String user, String password, String address, Map<String, String> parameters) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:vertx-reactive:)?postgres(?:ql)?://"
              + "(?:(?<user>[^:@/?]*)(?::(?<password>[^/?]*))?@)?"
              + "(?<address>[^@?]+)(?:\\?(?<parameters>.*))?");
  private static final String TLS = "quarkus.datasource.reactive.";

  DatabaseUrl {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads one.
   *
   * @throws LaunchRefusal when it has another form; the message does not repeat it, for the
   *     password's sake
   */
  static DatabaseUrl parse(String url) {
    Matcher matcher = FORM.matcher(url.strip());
    if (!matcher.matches()) {
      throw new LaunchRefusal(
          List.of("DATABASE_URL is not of the form postgresql://user:password@host:5432/database"));
    }
    return new DatabaseUrl(
        decode(matcher.group("user")),
        decode(matcher.group("password")),
        matcher.group("address"),
        parameters(matcher.group("parameters")));
  }

  /** The properties of Quarkus that say the same. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(TLS + "url", "postgresql://" + userInfo() + address + query());
    switch (parameters.getOrDefault("sslmode", "disable")) {
      case "require" -> properties.put(TLS + "trust-all", "true");
      case "verify-ca" -> trustRootCertificate(properties);
      case "verify-full" -> {
        trustRootCertificate(properties);
        properties.put(TLS + "hostname-verification-algorithm", "HTTPS");
      }
      default -> {}
    }
    return properties;
  }

  private void trustRootCertificate(Map<String, String> properties) {
    String certificate = parameters.get("sslrootcert");
    if (certificate == null) {
      throw new LaunchRefusal(
          List.of("DATABASE_URL verifies the server but lacks sslrootcert=/path/to/ca.pem"));
    }
    properties.put(TLS + "trust-certificate-pem", "true");
    properties.put(TLS + "trust-certificate-pem.certs", certificate);
  }

  private String userInfo() {
    if (user.isEmpty()) {
      return "";
    }
    return encode(user) + (password.isEmpty() ? "" : ":" + encode(password)) + "@";
  }

  private String query() {
    StringBuilder query = new StringBuilder();
    parameters.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                query
                    .append(query.isEmpty() ? '?' : '&')
                    .append(entry.getKey())
                    .append('=')
                    .append(encode(entry.getValue())));
    return query.toString();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** A plus stays a plus, as in libpq. */
  private static String decode(String text) {
    if (text == null) {
      return "";
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** The password stays out of every log. */
  @Override
  public String toString() {
    return "DatabaseUrl[" + user + "@" + address + "]";
  }
}
