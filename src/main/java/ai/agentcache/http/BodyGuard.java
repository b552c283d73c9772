package ai.agentcache.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the body that arrives on one connection, before anything has buffered it. Runs
 * on the event loop of the connection only.
 *
 * <p>A connection that is given up lingers: nothing more is sent, what still arrives is thrown away
 * for a second. Closing it with bytes unread would reset it, and the caller might never see the
 * answer that says why.
 */
final class BodyGuard extends ChannelDuplexHandler {

  /** The name of the server's own handler in the pipeline. */
  static final String VERTX = "handler";

  private static final long LINGER_MILLIS = 1_000;

  private final Channel channel;
  private @Nullable ArrivingBody body;
  private int heads;
  private int answered;
  private long received;
  private boolean complete;
  private boolean lingering;
  private boolean watching;

  private BodyGuard(Channel channel) {
    this.channel = channel;
  }

  /** A guard for a channel whose head is still to come. */
  static BodyGuard install(ChannelPipeline pipeline) {
    BodyGuard guard = new BodyGuard(pipeline.channel());
    pipeline.addBefore(VERTX, null, guard);
    return guard;
  }

  /** The guard of a channel whose first head has just arrived. */
  static BodyGuard of(ChannelPipeline pipeline) {
    BodyGuard guard = pipeline.get(BodyGuard.class);
    if (guard == null) {
      guard = install(pipeline);
      guard.heads = 1;
      Gate.install(pipeline.channel().parent());
    }
    return guard;
  }

  /**
   * A request begins to be handled: the first of those that have no answer yet. With pipelining its
   * body may have passed already; the server stops reading long before such a body is large.
   *
   * @param arriving what to hold its body to; null if it has none
   */
  void begin(@Nullable ArrivingBody arriving) {
    body = answered + 1 < heads || complete ? null : arriving;
    if (body != null && !watching) {
      watch(body.timeLeft());
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isInterim(message)) {
      answered++;
    }
    var unused = context.write(message, promise);
  }

  /**
   * A connection that waits for our answer, all of its request being here, is not idle: the answer
   * may be long in coming. Its own deadlines hold.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof IdleStateEvent && complete && answered < heads)) {
      context.fireUserEventTriggered(event);
    }
  }

  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response && response.status().code() < 200;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (lingering || (message instanceof HttpContent content && !accepts(content))) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      head(context, request);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void head(ChannelHandlerContext context, HttpRequest request) {
    boolean idle = heads == answered;
    heads++;
    received = 0;
    complete = false;
    if (request.decoderResult().isSuccess()) {
      context.fireChannelRead(request);
    } else {
      refuse(context, request, idle);
    }
  }

  /** A head that the decoder could not make sense of; where it ends nobody knows. */
  private void refuse(ChannelHandlerContext context, HttpRequest request, boolean idle) {
    ignoreRest();
    var unused =
        idle
            ? context.writeAndFlush(MalformedHead.answer(request)).addListener(sent -> close())
            : channel.close();
  }

  private boolean accepts(HttpContent content) {
    ArrivingBody current = body;
    received += content.content().readableBytes();
    complete = content instanceof LastHttpContent;
    if (current == null) {
      return true;
    }
    if (complete) {
      body = null;
    }
    return current.accepts(content, received);
  }

  private void watch(long nanos) {
    watching = true;
    var unused = channel.eventLoop().schedule(this::check, nanos, NANOSECONDS);
  }

  private void check() {
    watching = false;
    ArrivingBody current = body;
    if (current == null || lingering) {
      return;
    }
    long left = current.timeLeft();
    if (left > 0) {
      watch(left);
    } else {
      current.timedOut();
    }
  }

  /** Nothing that still arrives on this connection is looked at. */
  void ignoreRest() {
    lingering = true;
    body = null;
  }

  /** Ends the connection; the last answer has been written. */
  void close() {
    lingering = true;
    channel.config().setAutoRead(true);
    boolean canLinger = !complete && channel instanceof DuplexChannel;
    var unused = canLinger ? closeLater((DuplexChannel) channel) : channel.close();
  }

  private static Future<?> closeLater(DuplexChannel channel) {
    var unused = channel.shutdownOutput();
    return channel.eventLoop().schedule(() -> closeNow(channel), LINGER_MILLIS, MILLISECONDS);
  }

  private static void closeNow(Channel channel) {
    var unused = channel.close();
  }
}
