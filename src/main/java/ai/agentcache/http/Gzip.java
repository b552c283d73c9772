package ai.agentcache.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses whole answers of one connection. It is put in when a caller first asks for gzip, so
 * that the others pay nothing; the compressor of the server sits in the path of every answer.
 * Streams are left alone: their events have to leave at once.
 */
final class Gzip extends ChannelOutboundHandlerAdapter {

  private final long from;
  private boolean asked;

  private Gzip(long from) {
    this.from = from;
  }

  /** Says whether the caller accepts gzip as the answer to the request that now begins. */
  static void ask(ChannelPipeline pipeline, boolean accepted, long from) {
    Gzip gzip = pipeline.get(Gzip.class);
    if (gzip == null && accepted) {
      gzip = new Gzip(from);
      pipeline.addBefore(BodyGuard.VERTX, null, gzip);
    }
    if (gzip != null) {
      gzip.asked = accepted;
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws IOException {
    boolean compress = asked && message instanceof FullHttpResponse answer && isWorthIt(answer);
    var unused =
        context.write(compress ? compress(context, (FullHttpResponse) message) : message, promise);
  }

  /** A stream that leaves in one piece has no length, and is not given one. */
  private boolean isWorthIt(FullHttpResponse answer) {
    HttpHeaders headers = answer.headers();
    return headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        && answer.content().readableBytes() >= from
        && !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
        && isText(headers.get(HttpHeaderNames.CONTENT_TYPE));
  }

  private static boolean isText(@Nullable String type) {
    return type != null
        && (type.startsWith("application/json")
            || type.startsWith("text/")
            || type.startsWith("application/openmetrics-text")
            || type.startsWith("application/yaml"));
  }

  private static FullHttpResponse compress(ChannelHandlerContext context, FullHttpResponse answer)
      throws IOException {
    ByteBuf plain = answer.content();
    ByteBuf packed = context.alloc().buffer(plain.readableBytes() / 2);
    try (GZIPOutputStream out = new FastGzip(new ByteBufOutputStream(packed))) {
      plain.getBytes(plain.readerIndex(), out, plain.readableBytes());
    }
    HttpHeaders headers = answer.headers();
    headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(packed.readableBytes()));
    plain.release();
    return new DefaultFullHttpResponse(
        answer.protocolVersion(), answer.status(), packed, headers, answer.trailingHeaders());
  }

  /** The level that keeps an event loop busy for the shortest time. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteBufOutputStream out) throws IOException {
      super(out, 4096);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
