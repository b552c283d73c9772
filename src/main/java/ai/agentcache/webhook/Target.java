package ai.agentcache.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an endpoint is. Only plain spellings are understood: what one reader takes for a name and
 * another for an address is refused.
 *
 * @param tls whether by https
 * @param host its name, or its address without brackets
 * @param port its port
 * @param path path and query
 */
record Target(boolean tls, String host, int port, String path) {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern ADDRESS_4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final int LONGEST_NAME = 253;

  /** An address that cannot be used, and what would be right. */
  static final class UnfitException extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitException(String expectation) {
      super(expectation, null, false, false);
    }

    String expectation() {
      return String.valueOf(getMessage());
    }
  }

  /** Reads an address; fails with what would be right. */
  static Target parse(String url) throws UnfitException {
    URI uri = uri(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new UnfitException("must be an absolute https address");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new UnfitException("must have no user, password or fragment");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new UnfitException("must name a host, and a port of 1 to 65535 if any");
    }
    boolean tls = scheme.equals("https");
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery();
    return new Target(tls, host(uri.getHost()), port, query == null ? path : path + '?' + query);
  }

  private static URI uri(String url) throws UnfitException {
    if (!url.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new UnfitException("must be of visible ASCII characters");
    }
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new UnfitException("must be an absolute https address");
    }
  }

  private static String host(String host) throws UnfitException {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[")) {
      String inner = lower.substring(1, lower.length() - 1);
      if (inner.indexOf('%') < 0 && NetUtil.isValidIpV6Address(inner)) {
        return inner;
      }
    } else if (isName(lower) || isAddress4(lower)) {
      return lower;
    }
    throw new UnfitException(
        "must name a host by its plain name, four decimal numbers or an IPv6 address in brackets");
  }

  /** The last label of a name is no number in any notation; browsers would take it for one. */
  private static boolean isName(String host) {
    String[] labels = host.split("\\.", -1);
    String last = labels[labels.length - 1];
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return host.length() <= LONGEST_NAME
        && !Character.isDigit(last.charAt(0))
        && last.chars().anyMatch(Character::isLetter);
  }

  private static boolean isAddress4(String host) {
    return ADDRESS_4.matcher(host).matches() && NetUtil.isValidIpV4Address(host);
  }

  /** The address, if it is one and not a name. */
  Optional<InetAddress> address() {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the name is of no other than a local network. */
  boolean isLocalName() {
    return address().isEmpty()
        && (host.indexOf('.') < 0
            || host.endsWith(".localhost")
            || host.endsWith(".local")
            || host.endsWith(".internal")
            || host.endsWith(".home.arpa"));
  }
}
