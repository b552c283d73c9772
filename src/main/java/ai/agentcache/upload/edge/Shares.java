package ai.agentcache.upload.edge;

import java.util.Arrays;

/**
 * Shares of a file in thousandths, so that they add to exactly 1 as they are written: in proportion
 * to scores, what rounding leaves over going to the largest remainders, the first of equals first.
 */
public final class Shares {

  private static final int WHOLE = 1_000;

  private Shares() {}

  /**
   * Divides.
   *
   * @param scores above 0, at least one
   * @param thousandths what is to be divided, as many as there are scores or more
   * @return the share of each, at least one thousandth
   */
  public static int[] of(double[] scores, int thousandths) {
    if (scores.length == 0 || thousandths < scores.length || thousandths > WHOLE) {
      throw new IllegalArgumentException(scores.length + " shares of " + thousandths);
    }
    double sum = Arrays.stream(scores).sum();
    int spare = thousandths - scores.length;
    int[] shares = new int[scores.length];
    double[] remainders = new double[scores.length];
    int left = spare;
    for (int i = 0; i < scores.length; i++) {
      double exact = spare * scores[i] / sum;
      shares[i] = 1 + (int) exact;
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
