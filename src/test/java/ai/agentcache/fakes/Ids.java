package ai.agentcache.fakes;

import java.util.HexFormat;

/** Names and times in the style of providers; names follow from the number of the call. */
final class Ids {

  private Ids() {}

  static String of(String prefix, long number, int index) {
    return prefix + HexFormat.of().toHexDigits(number) + "fake" + HexFormat.of().toHexDigits(index);
  }

  static String of(String prefix, long number) {
    return of(prefix, number, 0);
  }

  static long epochSeconds() {
    return System.currentTimeMillis() / 1000;
  }
}
