package ai.agentcache.upload;

/**
 * What recommendations stand on that nobody measures, as it is configured. Fails with a message
 * that names the setting which nothing can stand on.
 *
 * @param windowBytes the TCP window of a stream, above 0
 * @param uplinkMbps what a caller's link is taken to send, Mbit/s, above 0
 * @param directPricePerGb US dollars for 10⁹ bytes past all edges, 0 or more
 */
record Assumptions(long windowBytes, double uplinkMbps, double directPricePerGb) {

  Assumptions {
    require(windowBytes > 0, "window", "is above 0 bytes", windowBytes);
    require(
        uplinkMbps > 0 && Double.isFinite(uplinkMbps), "uplink", "is above 0 Mbit/s", uplinkMbps);
    require(
        directPricePerGb >= 0 && Double.isFinite(directPricePerGb),
        "direct.price-per-gb",
        "is 0 dollars or more",
        directPricePerGb);
  }

  static Assumptions of(PlannerConfig config) {
    return new Assumptions(
        config.window().asLongValue(), config.uplink(), config.direct().pricePerGb());
  }

  private static void require(boolean met, String setting, String rule, Object value) {
    if (!met) {
      throw new IllegalArgumentException(
          "agentcache.upload.plan." + setting + " " + rule + ", not " + value);
    }
  }
}
