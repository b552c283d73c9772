package ai.agentcache.upload.edge;

import java.util.Arrays;

/**
 * Shares in whole numbers, such as thousandths, chunks or threads, that add up exactly: in
 * proportion to weights, what rounding leaves over going to the largest remainders, the first of
 * equals first. A larger weight never gets a smaller share.
 */
public final class Shares {

  /** What is left of a weight when there is nothing to fill. */
  private static final double TRACE = 1e-9;

  private Shares() {}

  /**
   * Divides.
   *
   * @param weights 0 or above, at least one above
   * @param whole what is to be divided
   * @param least what everyone gets whose weight is above 0
   */
  public static int[] of(double[] weights, int whole, int least) {
    double sum = Arrays.stream(weights).sum();
    int entitled = (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
    int spare = whole - least * entitled;
    if (!(sum > 0) || spare < 0) {
      throw new IllegalArgumentException(entitled + " shares of " + whole);
    }
    int[] shares = new int[weights.length];
    double[] remainders = new double[weights.length];
    int left = spare;
    for (int i = 0; i < weights.length; i++) {
      double exact = spare * weights[i] / sum;
      shares[i] = (weights[i] > 0 ? least : 0) + (int) exact;
      remainders[i] = exact - (int) exact;
      left -= (int) exact;
    }
    for (; left > 0; left--) {
      int largest = largest(remainders);
      shares[largest]++;
      remainders[largest] = -1;
    }
    return shares;
  }

  /**
   * What each takes of a link that all share, so that all end at once: the first as much as it can,
   * then the next, until the link is full. Who is left without still counts for a trace.
   *
   * @param rates what each can take, above 0
   * @param link what the link carries, above 0
   */
  public static double[] filling(double[] rates, double link) {
    double[] taken = new double[rates.length];
    double left = link;
    for (int i = 0; i < rates.length; i++) {
      taken[i] = Math.max(TRACE * link, Math.min(rates[i], left));
      left = Math.max(0, left - rates[i]);
    }
    return taken;
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
