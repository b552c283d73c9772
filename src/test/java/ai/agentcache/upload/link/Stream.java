package ai.agentcache.upload.link;

import java.util.ArrayDeque;
import java.util.List;

/**
 * A connection that sends chunks, the next one when the last is answered. It finds out what was
 * lost when three later packets have arrived (RFC 5681, section 3.2, with the selective
 * acknowledgements of RFC 6675), or when nothing arrives any more and its {@link Timeout} has
 * passed. Every packet is acknowledged, acknowledgements are never lost, and no timeout is too
 * early.
 */
final class Stream {

  /** A unit that is lost, and how many must have arrived for the stream to know. */
  private record Lost(long number, long knownAt) {}

  private static final double DUPLICATES = 3;

  private final double rtt;
  private final List<Bottleneck> way;
  private final int segments;
  private final double receiveWindow;
  private final Congestion congestion;
  private final Chunks chunks;
  private final Timeout timeout = new Timeout();
  private final Coming coming = new Coming();
  private final ArrayDeque<Lost> lost = new ArrayDeque<>();
  private final int duplicates;
  private double wakesAt;
  private double lastArrival;
  private int toSend;
  private int unanswered;
  private int underWay;
  private long sent;
  private long willArrive;
  private long arrived;
  private long recovered;

  /**
   * @param rtt the round trip without any waiting, s
   * @param way what is on it, in this order
   * @param segments how many a unit has
   * @param receiveWindow the most to have under way, segments
   * @param begins when the connection is there, s
   */
  Stream(
      double rtt,
      List<Bottleneck> way,
      int segments,
      double receiveWindow,
      Congestion congestion,
      Chunks chunks,
      double begins) {
    this.rtt = rtt;
    this.way = way;
    this.segments = segments;
    this.receiveWindow = receiveWindow;
    this.congestion = congestion;
    this.chunks = chunks;
    this.duplicates = (int) Math.ceil(DUPLICATES / segments);
    this.wakesAt = begins;
  }

  /** When something happens to it next, s; infinite if all is sent and answered. */
  double wakesAt() {
    return wakesAt;
  }

  /** When something of it arrived last, s. */
  double lastArrival() {
    return lastArrival;
  }

  /** How many units arrived. */
  long arrived() {
    return arrived;
  }

  /** Does what is to be done when it wakes. */
  void wake() {
    double now = wakesAt;
    if (!coming.isEmpty()) {
      acked(now);
    } else if (underWay > 0) {
      timedOut();
    }
    if (unanswered == 0) {
      unanswered = chunks.next();
      toSend = unanswered;
    }
    while (toSend > 0 && maySend()) {
      send(now);
    }
    wakesAt = next(now);
  }

  private double next(double now) {
    if (!coming.isEmpty()) {
      return coming.at();
    }
    return underWay > 0 ? now + timeout.seconds() : Double.POSITIVE_INFINITY;
  }

  private boolean maySend() {
    double window = Math.min(congestion.window(), receiveWindow);
    return underWay == 0 || (underWay + 1) * segments <= window;
  }

  private void send(double now) {
    toSend--;
    underWay++;
    double at = now;
    for (int i = 0; i < way.size() && !Double.isNaN(at); i++) {
      at = way.get(i).leaves(at);
    }
    if (Double.isNaN(at)) {
      lost.add(new Lost(sent, willArrive + duplicates));
    } else {
      coming.add(at + rtt, now, arrived, sent);
      willArrive++;
    }
    sent++;
  }

  private void acked(double now) {
    double took = now - coming.sentAt();
    double rate = (arrived + 1 - coming.arrivedBefore()) * segments / took;
    boolean recovering = coming.number() < recovered;
    coming.remove();
    arrived++;
    underWay--;
    unanswered--;
    lastArrival = now;
    timeout.measured(took);
    boolean used = congestion.window() <= receiveWindow;
    congestion.acked(now, took, rate, used && !recovering);
    for (Lost one = lost.peek(); one != null && one.knownAt() <= arrived; one = lost.peek()) {
      lost.remove();
      know(one, now);
    }
  }

  /** Reduces the window once for all that was lost of one, and sends the first again at once. */
  private void know(Lost one, double now) {
    toSend++;
    underWay--;
    if (one.number() >= recovered) {
      congestion.lost();
      recovered = sent;
      send(now);
    }
  }

  private void timedOut() {
    toSend += underWay;
    underWay = 0;
    lost.clear();
    recovered = sent;
    congestion.timedOut();
    timeout.passed();
  }
}
