package ai.agentcache.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import org.jspecify.annotations.Nullable;

/**
 * Sits in the channel that accepts connections and puts a {@link BodyGuard} into each before its
 * first head is read, so that even a malformed one gets our answer. The first well-formed request
 * of all leads to the accepting channel; until then malformed heads get the server's bare 400.
 */
@Sharable
final class Gate extends ChannelInboundHandlerAdapter {

  private static final String NAME = "agentcache-gate";

  private Gate() {}

  /** Replaces the gate that code of before a live reload may have left. */
  static void install(@Nullable Channel accepting) {
    if (accepting == null || accepting.pipeline().get(Gate.class) != null) {
      return;
    }
    ChannelPipeline pipeline = accepting.pipeline();
    if (pipeline.get(NAME) != null) {
      pipeline.remove(NAME);
    }
    pipeline.addFirst(NAME, new Gate());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    if (accepted instanceof Channel channel) {
      channel.pipeline().addFirst(new Installer());
    }
    context.fireChannelRead(accepted);
  }

  /** Waits for the handlers of HTTP, which with TLS come after the handshake. */
  private static final class Installer extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ChannelPipeline pipeline = context.pipeline();
      if (pipeline.get(BodyGuard.VERTX) != null) {
        BodyGuard.install(pipeline);
        pipeline.remove(this);
      }
      context.fireChannelRead(message);
    }
  }
}
