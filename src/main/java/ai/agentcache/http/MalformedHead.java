package ai.agentcache.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.ContentLengthNotAllowedException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.TransferEncodingNotAllowedException;
import java.time.Instant;

/** The answer to a head that the decoder refused. It never becomes a request. */
final class MalformedHead {

  private MalformedHead() {}

  static FullHttpResponse answer(HttpRequest request) {
    ApiException why = why(request.decoderResult().cause());
    String id = RequestId.make();
    byte[] json = new ErrorBody(why.code(), why.details(), id, Instant.EPOCH).toJson(Surface.API);
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(why.code().status()),
            Unpooled.wrappedBuffer(json));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, ErrorAnswers.JSON)
        .set(HttpHeaderNames.CONTENT_LENGTH, json.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(Edge.REQUEST_ID, id);
    return answer;
  }

  static ApiException why(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new ApiException(ErrorCode.URI_TOO_LONG, "the request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new ApiException(ErrorCode.HEADERS_TOO_LARGE, "the headers are too long together");
    }
    if (cause instanceof ContentLengthNotAllowedException) {
      return header("`Content-Length` and `Transfer-Encoding` exclude each other");
    }
    if (cause instanceof TransferEncodingNotAllowedException) {
      return header("`Transfer-Encoding` needs HTTP/1.1");
    }
    return ofMessage(String.valueOf(cause.getMessage()));
  }

  /** The decoder has no types for these; its words are not shown. */
  private static ApiException ofMessage(String message) {
    if (message.contains("Content-Length") || message.contains("content-length")) {
      return header("`Content-Length` has to be one number");
    }
    if (message.contains("coding") || message.contains("Transfer-Encoding")) {
      return header("`Transfer-Encoding` may only be `chunked`");
    }
    return new ApiException(
        ErrorCode.INVALID_HEADER,
        "the request line or a header is malformed or has a character that is not allowed");
  }

  private static ApiException header(String details) {
    return new ApiException(ErrorCode.INVALID_HEADER, details);
  }
}
