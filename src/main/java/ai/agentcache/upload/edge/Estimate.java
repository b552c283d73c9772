package ai.agentcache.upload.edge;

/**
 * An exponentially weighted average: a sum of values and the sum of their weights, both of which
 * halve with every half-life. Adding two is adding their sums, so the order does not matter.
 *
 * @param weight how many fresh samples it is worth
 * @param total the weighted sum of the values
 */
record Estimate(double weight, double total) {

  static final Estimate NONE = new Estimate(0, 0);

  /** One fresh sample; none of NaN. */
  static Estimate of(double value) {
    return Double.isNaN(value) ? NONE : new Estimate(1, value);
  }

  /** The same later, when so much of every weight is left. */
  Estimate decayed(double left) {
    return new Estimate(weight * left, total * left);
  }

  /** Both together. */
  Estimate plus(Estimate other) {
    return new Estimate(weight + other.weight, total + other.total);
  }

  /** What came to a part of this to make it this. */
  Estimate without(Estimate part) {
    return new Estimate(Math.max(0, weight - part.weight), Math.max(0, total - part.total));
  }

  /** The average; NaN without samples. */
  double mean() {
    return weight > 0 ? total / weight : Double.NaN;
  }

  /** The average of these samples and a belief that is worth so many; the less, the older. */
  double meanWith(double belief, double beliefWeight) {
    return weight > 0 ? (total + belief * beliefWeight) / (weight + beliefWeight) : belief;
  }
}
