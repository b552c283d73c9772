package ai.agentcache.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers the edge looks at, found in one pass over the head: this runs for every request, and
 * a look-up for each name would cost more than all of it.
 */
final class Head {

  private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
  private static final AsciiString TRACE_PARENT = AsciiString.cached("traceparent");

  private int hosts;
  private int ids;
  private int codings;
  private boolean nameless;
  private @Nullable CharSequence host;
  private @Nullable CharSequence requestId;
  private @Nullable CharSequence traceParent;
  private @Nullable CharSequence transferEncoding;
  private @Nullable CharSequence contentEncoding;
  private @Nullable CharSequence acceptEncoding;
  private @Nullable CharSequence origin;
  private long contentLength = -1;

  private Head() {}

  static Head of(MultiMap headers) {
    Head head = new Head();
    if (headers instanceof HttpHeaders netty) {
      Iterator<Map.Entry<CharSequence, CharSequence>> entries = netty.iteratorCharSequence();
      while (entries.hasNext()) {
        Map.Entry<CharSequence, CharSequence> entry = entries.next();
        head.see(entry.getKey(), entry.getValue());
      }
    } else {
      headers.forEach(head::see);
    }
    return head;
  }

  private void see(CharSequence name, CharSequence value) {
    switch (name.length()) {
      case 0 -> nameless = true;
      case 4 -> seeHost(name, value);
      case 6 -> origin = is(name, HttpHeaderNames.ORIGIN) ? value : origin;
      case 11 -> traceParent = is(name, TRACE_PARENT) ? value : traceParent;
      case 12 -> seeRequestId(name, value);
      case 14 -> seeLength(name, value);
      case 15 ->
          acceptEncoding = is(name, HttpHeaderNames.ACCEPT_ENCODING) ? value : acceptEncoding;
      case 16 ->
          contentEncoding = is(name, HttpHeaderNames.CONTENT_ENCODING) ? value : contentEncoding;
      case 17 -> seeTransferEncoding(name, value);
      default -> {}
    }
  }

  private static boolean is(CharSequence name, AsciiString known) {
    return known.contentEqualsIgnoreCase(name);
  }

  private void seeHost(CharSequence name, CharSequence value) {
    if (is(name, HttpHeaderNames.HOST)) {
      host = value;
      hosts++;
    }
  }

  private void seeRequestId(CharSequence name, CharSequence value) {
    if (is(name, REQUEST_ID)) {
      requestId = value;
      ids++;
    }
  }

  private void seeTransferEncoding(CharSequence name, CharSequence value) {
    if (is(name, HttpHeaderNames.TRANSFER_ENCODING)) {
      transferEncoding = value;
      codings++;
    }
  }

  /** The decoder has made sure that there is one length and that it is a number. */
  private void seeLength(CharSequence name, CharSequence value) {
    if (is(name, HttpHeaderNames.CONTENT_LENGTH)) {
      contentLength = Long.parseLong(value.toString());
    }
  }

  /** The id the caller gave this request. */
  @Nullable CharSequence requestId() {
    return requestId;
  }

  @Nullable CharSequence traceParent() {
    return traceParent;
  }

  @Nullable CharSequence origin() {
    return origin;
  }

  /** Bytes of the body, -1 if the head does not say. */
  long contentLength() {
    return contentLength;
  }

  boolean hasBody() {
    return contentLength > 0 || codings > 0;
  }

  boolean acceptsGzip() {
    return acceptEncoding != null && AcceptEncoding.acceptsGzip(acceptEncoding.toString());
  }

  /** What makes this head unfit to be answered, or null. */
  @Nullable ApiException problem(boolean hostRequired) {
    if (hosts > 1 || (hosts == 0 && hostRequired) || (host != null && !isHost(host))) {
      return header("Host", "has to be there once and name a host");
    }
    if (ids > 1 || (requestId != null && !RequestId.isValid(requestId))) {
      return header("X-Request-Id", "has to be 1 to 128 visible ASCII characters, given once");
    }
    if (nameless) {
      return new ApiException(ErrorCode.INVALID_HEADER, "a header has no name");
    }
    if (codings > 0 && !isChunked()) {
      return header("Transfer-Encoding", "may only be `chunked`");
    }
    if (contentEncoding != null && hasBody() && !"identity".contentEquals(contentEncoding)) {
      return new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "`Content-Encoding` of a request has to be absent");
    }
    return null;
  }

  private boolean isChunked() {
    return codings == 1
        && transferEncoding != null
        && AsciiString.contentEqualsIgnoreCase("chunked", transferEncoding);
  }

  /** A host name or address with an optional port, as far as it can do harm if it is not. */
  private static boolean isHost(CharSequence host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '/' || c == '\\' || c == '@' || c == ',' || c == '?') {
        return false;
      }
    }
    return host.length() > 0;
  }

  private static ApiException header(String name, String expectation) {
    return new ApiException(ErrorCode.INVALID_HEADER, "`" + name + "` " + expectation);
  }
}
