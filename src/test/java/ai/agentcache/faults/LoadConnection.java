package ai.agentcache.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection of a load: idle, or busy with one exchange. */
final class LoadConnection {

  private final Selector selector;
  private final InetSocketAddress address;
  private final long patience;
  private final AnswerParser parser = new AnswerParser();
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable Exchange exchange;
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private long due;
  private long sentAt;

  LoadConnection(Selector selector, int port, Duration patience) {
    this.selector = selector;
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.patience = patience.toNanos();
  }

  /** Begins an exchange; the end of it, if it comes at once. */
  @Nullable Sample send(Exchange next, long due, long now) {
    this.exchange = next;
    this.due = due;
    this.sentAt = now;
    this.unsent = next.request().duplicate();
    parser.reset();
    try {
      if (channel == null) {
        connect();
      } else {
        write(channel);
      }
      return null;
    } catch (IOException e) {
      return broken();
    }
  }

  private void connect() throws IOException {
    SocketChannel fresh = SocketChannel.open();
    channel = fresh;
    fresh.configureBlocking(false);
    fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
    key = fresh.register(selector, SelectionKey.OP_CONNECT, this);
    if (fresh.connect(address)) {
      write(fresh);
    }
  }

  private void write(SocketChannel open) throws IOException {
    open.write(unsent);
    interest(unsent.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private void interest(int operation) {
    if (key != null) {
      key.interestOps(operation);
    }
  }

  /** Goes on after the selector found it ready; the end of its exchange, if that has come. */
  @Nullable Sample proceed(ByteBuffer buffer) {
    SocketChannel open = channel;
    if (open == null) {
      return null;
    }
    try {
      if (open.isConnectionPending() && !open.finishConnect()) {
        return null;
      }
      if (unsent.hasRemaining()) {
        write(open);
        return null;
      }
      return read(open, buffer);
    } catch (IOException | IllegalStateException e) {
      return broken();
    }
  }

  private @Nullable Sample read(SocketChannel open, ByteBuffer buffer) throws IOException {
    buffer.clear();
    int length = open.read(buffer);
    if (length < 0) {
      return broken();
    }
    return parser.take(buffer.flip()) ? answered() : null;
  }

  private @Nullable Sample answered() {
    Exchange asked = exchange;
    if (asked == null || parser.surplus() > 0) {
      close();
      return finished(parser.status(), Outcome.WRONG);
    }
    if (parser.closing()) {
      close();
    }
    return finished(parser.status(), asked.judge().judge(parser.status(), parser.body()));
  }

  /** Ends an exchange whose time is over. */
  @Nullable Sample expire(long now) {
    Exchange asked = exchange;
    if (asked == null) {
      return null;
    }
    Duration abort = asked.abortAfter();
    if (abort != null && now - sentAt >= abort.toNanos()) {
      close();
      return finished(0, Outcome.ABORTED);
    }
    return now - sentAt >= patience ? broken() : null;
  }

  /** Closes it; an exchange under way is broken, an idle connection just ends. */
  private @Nullable Sample broken() {
    close();
    return exchange == null ? null : finished(0, Outcome.BROKEN);
  }

  private Sample finished(int status, Outcome outcome) {
    exchange = null;
    return new Sample(due, System.nanoTime() - due, status, outcome);
  }

  void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing is left to be done with it.
    }
    channel = null;
  }
}
