package ai.agentcache.upload.link;

/**
 * In the manner of BBR (Cardwell et al.: "BBR: Congestion-Based Congestion Control", 2016): the
 * window is the largest rate seen of late times the least round trip, a quarter more in one round
 * of eight to look for more, and losses change nothing. Real BBR also paces what it sends, and has
 * twice that under way; here acknowledgements pace it.
 */
final class Bbr implements Congestion {

  private static final double[] GAINS = {1.25, 0.75, 1, 1, 1, 1, 1, 1};
  private static final int REMEMBERED = 10;
  private static final int FLAT_ROUNDS = 3;
  private static final double GROWTH = 1.25;
  private static final int LEAST = 4;

  private final int segments;
  private final double[] rates = new double[REMEMBERED];
  private double window = Reno.FIRST_WINDOW;
  private double leastRtt = Double.POSITIVE_INFINITY;
  private double roundEnds;
  private double fullRate;
  private int flatRounds;
  private int round;

  /**
   * @param segments how many a unit has
   */
  Bbr(int segments) {
    this.segments = segments;
  }

  @Override
  public double window() {
    return window;
  }

  @Override
  public void acked(double now, double rtt, double rate, boolean mayGrow) {
    leastRtt = Math.min(leastRtt, rtt);
    rates[round % REMEMBERED] = Math.max(rates[round % REMEMBERED], rate);
    if (now >= roundEnds) {
      nextRound(now + rtt);
    }
    if (flatRounds < FLAT_ROUNDS) {
      window += segments;
    } else {
      window = Math.max(LEAST * segments, GAINS[round % GAINS.length] * rate() * leastRtt);
    }
  }

  private void nextRound(double ends) {
    roundEnds = ends;
    double rate = rate();
    if (flatRounds < FLAT_ROUNDS) {
      flatRounds = rate >= GROWTH * fullRate ? 0 : flatRounds + 1;
      fullRate = Math.max(fullRate, flatRounds == 0 ? rate : 0);
    }
    round++;
    rates[round % REMEMBERED] = 0;
  }

  private double rate() {
    double most = 0;
    for (double rate : rates) {
      most = Math.max(most, rate);
    }
    return most;
  }

  @Override
  public void lost() {
    // A loss says nothing of the rate of the path.
  }

  @Override
  public void timedOut() {
    window = LEAST * segments;
  }
}
