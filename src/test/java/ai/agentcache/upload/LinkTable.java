package ai.agentcache.upload;

import ai.agentcache.upload.LinkRun.Time;
import ai.agentcache.upload.LinkRun.Way;
import ai.agentcache.upload.link.Uplink;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * What the simulator says, as two tables: how long uploads take, and how well that was foreseen.
 */
final class LinkTable {

  private static final String TIMES =
      """

      | | client | to the origin | link | file | (a) | (b) | (c) | (d) | best edge | (e) | (f) |
      |---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private static final String ERRORS =
      """

      | | (a) | (b) | (c) | (d) | (d) | (d), prior | (e), prior | (e) | (f) | (f) |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  private LinkTable() {}

  static String markdown(List<LinkRun> runs) {
    StringBuilder text = new StringBuilder(TIMES);
    for (int i = 0; i < runs.size(); i++) {
      times(text, i + 1, runs.get(i));
    }
    text.append(ERRORS);
    for (int i = 0; i < runs.size(); i++) {
      errors(text, i + 1, runs.get(i));
    }
    return text.append('\n').toString();
  }

  private static void times(StringBuilder text, int number, LinkRun run) {
    LinkScenario scenario = run.scenario();
    row(
        text,
        String.valueOf(number),
        scenario.name(),
        Numbers.plain(scenario.originRttMillis()) + " ms",
        link(scenario.uplink()),
        (scenario.bytes() >> 20) + " MB × " + run.strategy().threads(),
        seconds(run.time(Way.ORIGIN).seconds()),
        faster(run, Way.ORIGIN_STREAMS),
        faster(run, Way.NEAREST),
        faster(run, Way.BEST_STREAMS),
        run.edge(),
        faster(run, Way.ANSWER),
        faster(run, Way.TOLD));
  }

  private static void errors(StringBuilder text, int number, LinkRun run) {
    row(
        text,
        String.valueOf(number),
        error(run, Way.ORIGIN),
        error(run, Way.ORIGIN_STREAMS),
        error(run, Way.NEAREST),
        error(run, Way.BEST_STREAMS),
        both(run.time(Way.BEST_STREAMS)),
        rounded(run.priorError(), 2),
        error(run, Way.ANSWER),
        both(run.time(Way.ANSWER)),
        error(run, Way.TOLD),
        both(run.time(Way.TOLD)));
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String link(Uplink uplink) {
    long kib = uplink.window() >> 10;
    return Numbers.plain(uplink.mbps())
        + " Mbit/s, "
        + (uplink.loss() > 0
            ? Numbers.plain(Math.round(uplink.loss() * 1e4) / 100.0) + " % loss, "
            : "")
        + (kib < 1_024 ? kib + " KB, " : (kib >> 10) + " MB, ")
        + uplink.control();
  }

  private static String faster(LinkRun run, Way way) {
    double times = run.speedUp(way);
    return seconds(run.time(way).seconds()) + ", **" + rounded(times, 2) + "×**";
  }

  private static String error(LinkRun run, Way way) {
    return rounded(run.time(way).error(), 2);
  }

  private static String both(Time time) {
    return seconds(time.predicted()) + " for " + seconds(time.seconds());
  }

  private static String seconds(double seconds) {
    return rounded(seconds, 3) + " s";
  }

  private static String rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits)).toPlainString();
  }
}
