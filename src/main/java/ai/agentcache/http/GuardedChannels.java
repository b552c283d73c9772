package ai.agentcache.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/**
 * Puts a {@link BodyGuard} into every accepted connection before its first head is read, so that
 * even that one gets our answer if it is malformed. Netty finds this class as a service once {@link
 * #enable} has been called; without it the guard comes with the first well-formed head.
 */
public final class GuardedChannels extends ChannelInitializerExtension {

  /** Has to be called before the first connection of the process. */
  public static void enable() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    channel.pipeline().addFirst(new Installer());
  }

  private static final class Installer extends ChannelInboundHandlerAdapter {

    /** With TLS the handlers of HTTP come after the handshake. */
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
