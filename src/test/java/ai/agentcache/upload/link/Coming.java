package ai.agentcache.upload.link;

import java.util.Arrays;

/** Acknowledgements that are on their way to a stream, in their order: a ring that grows. */
final class Coming {

  private double[] at = new double[64];
  private double[] sentAt = new double[64];
  private long[] arrivedBefore = new long[64];
  private long[] number = new long[64];
  private int first;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds one.
   *
   * @param when it will be there, after all others
   * @param sent when its unit was sent
   * @param arrived how many units had arrived by then
   * @param which how many units were sent before it
   */
  void add(double when, double sent, long arrived, long which) {
    if (size == at.length) {
      grow();
    }
    int end = (first + size) & (at.length - 1);
    at[end] = when;
    sentAt[end] = sent;
    arrivedBefore[end] = arrived;
    number[end] = which;
    size++;
  }

  double at() {
    return at[first];
  }

  double sentAt() {
    return sentAt[first];
  }

  long arrivedBefore() {
    return arrivedBefore[first];
  }

  long number() {
    return number[first];
  }

  void remove() {
    first = (first + 1) & (at.length - 1);
    size--;
  }

  private void grow() {
    int length = at.length;
    at = Arrays.copyOf(at, 2 * length);
    sentAt = Arrays.copyOf(sentAt, 2 * length);
    arrivedBefore = Arrays.copyOf(arrivedBefore, 2 * length);
    number = Arrays.copyOf(number, 2 * length);
    System.arraycopy(at, 0, at, length, first);
    System.arraycopy(sentAt, 0, sentAt, length, first);
    System.arraycopy(arrivedBefore, 0, arrivedBefore, length, first);
    System.arraycopy(number, 0, number, length, first);
  }
}
