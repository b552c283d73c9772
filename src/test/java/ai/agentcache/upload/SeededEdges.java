package ai.agentcache.upload;

import ai.agentcache.upload.edge.Edge;
import ai.agentcache.upload.edge.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The edges that a new installation has, read from its migration; 1 Gbit/s for one upload. */
final class SeededEdges {

  private static final Path MIGRATION = Path.of("src/main/resources/db/migration/V0002__edges.sql");

  private static final Pattern ROW =
      Pattern.compile(
          "\\('([a-z]{3}-\\d)', '([^']+)', +'(\\w\\w)', +(-?[\\d.]+), +(-?[\\d.]+),"
              + " '(https:[^']+)', ([\\d.]+)\\)");

  private SeededEdges() {}

  static List<Edge> all() {
    try {
      return ROW.matcher(Files.readString(MIGRATION)).results().map(SeededEdges::edge).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Edge edge(MatchResult row) {
    Location place =
        new Location(Double.parseDouble(row.group(4)), Double.parseDouble(row.group(5)));
    double price = Double.parseDouble(row.group(7));
    return new Edge(
        row.group(1), row.group(2), row.group(3), place, row.group(6), price, 1_000, 10_000, true);
  }
}
