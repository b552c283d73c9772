package ai.agentcache.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * HTTP load on a port of this machine, from one thread. Requests fall due at an even pace whether
 * or not the server keeps up, and their latency counts from then: a stall delays all that fell due
 * during it, as it would have delayed the users.
 *
 * @param port of the server
 * @param connections kept alive, opened when first needed
 * @param perSecond requests due in a second; infinite to send as soon as a connection is free
 * @param lasting how long requests fall due
 * @param patience longest wait for an answer before the connection is given up
 */
record Load(int port, int connections, double perSecond, Duration lasting, Duration patience) {

  /** 1 000 requests a second over 64 connections, with five seconds of patience. */
  static Load on(int port, Duration lasting) {
    return new Load(port, 64, 1000, lasting, Duration.ofSeconds(5));
  }

  Load connections(int number) {
    return new Load(port, number, perSecond, lasting, patience);
  }

  Load perSecond(double rate) {
    return new Load(port, connections, rate, lasting, patience);
  }

  /** Runs it to its end. */
  LoadReport run(Supplier<Exchange> work) {
    try (Selector selector = Selector.open()) {
      return new Run(selector, work).toEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it on a thread of its own. */
  CompletableFuture<LoadReport> start(Supplier<Exchange> work) {
    return CompletableFuture.supplyAsync(
        () -> run(work), task -> ProxiedConnection.daemon("load", task));
  }

  private final class Run {

    private final Selector selector;
    private final Supplier<Exchange> work;
    private final List<LoadConnection> all = new ArrayList<>();
    private final ArrayDeque<LoadConnection> idle = new ArrayDeque<>();
    private final List<Sample> samples = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final long start = System.nanoTime();
    private long issued;
    private long checked = start;

    Run(Selector selector, Supplier<Exchange> work) {
      this.selector = selector;
      this.work = work;
      for (int i = 0; i < connections; i++) {
        all.add(new LoadConnection(selector, port, patience));
      }
      idle.addAll(all);
    }

    LoadReport toEnd() throws IOException {
      while (!over(System.nanoTime())) {
        sendDue();
        selector.select(1);
        receive();
        expire();
      }
      all.forEach(LoadConnection::close);
      return new LoadReport(samples);
    }

    /** What fell due is still sent when it is late, but not for ever. */
    private boolean over(long now) {
      boolean done = nextDue(now) - start >= lasting.toNanos() && idle.size() == all.size();
      return done || now - start > lasting.plus(patience).plus(patience).toNanos();
    }

    private void sendDue() {
      long now = System.nanoTime();
      while (!idle.isEmpty()
          && nextDue(now) - start < lasting.toNanos()
          && now - nextDue(now) >= 0) {
        LoadConnection connection = idle.remove();
        record(connection, connection.send(work.get(), nextDue(now), now));
        issued++;
        now = System.nanoTime();
      }
    }

    private long nextDue(long now) {
      return Double.isInfinite(perSecond) ? now : start + (long) (issued * 1e9 / perSecond);
    }

    private void receive() {
      for (SelectionKey key : selector.selectedKeys()) {
        LoadConnection connection = (LoadConnection) key.attachment();
        record(connection, connection.proceed(buffer));
      }
      selector.selectedKeys().clear();
    }

    private void expire() {
      long now = System.nanoTime();
      if (now - checked > 1_000_000) {
        checked = now;
        all.forEach(connection -> record(connection, connection.expire(now)));
      }
    }

    private void record(LoadConnection connection, @Nullable Sample sample) {
      if (sample != null) {
        samples.add(sample);
        idle.add(connection);
      }
    }
  }
}
