package ai.agentcache.faults;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what was measured, so that a run tells more than that its bounds held. */
final class Findings {

  private static final PrintStream OUT = System.out;

  private Findings() {}

  static void note(String what, LoadReport report) {
    OUT.println("[fault] " + what + ": " + report);
  }

  static void note(String what, double millis) {
    OUT.printf(Locale.ROOT, "[fault] %s: %.0f ms%n", what, millis);
  }

  static void count(String what, double number) {
    OUT.printf(Locale.ROOT, "[fault] %s: %.2f%n", what, number);
  }
}
