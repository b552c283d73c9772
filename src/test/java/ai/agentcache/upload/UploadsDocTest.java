package ai.agentcache.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.docs.Generated;
import ai.agentcache.upload.LinkRun.Way;
import ai.agentcache.upload.edge.Edge;
import ai.agentcache.upload.link.Control;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page about uploads has the numbers of the simulator, and what it says of them is so. */
final class UploadsDocTest {

  private static final Path DOCUMENT = Path.of("docs/uploads.md");
  private static final String REFRESH = "mvn test -Dtest=UploadsDocTest -Ddocs.update=true";

  private static final Way[] KNOWN = {
    Way.ORIGIN, Way.ORIGIN_STREAMS, Way.NEAREST, Way.BEST_STREAMS
  };

  private static List<LinkRun> runs = List.of();

  @BeforeAll
  static void run() {
    List<Edge> edges = SeededEdges.all();
    runs = LinkScenario.all().parallelStream().map(one -> new LinkRun(one, edges)).toList();
  }

  @Test
  void edges_seeded_areFound() {
    assertEquals(20, SeededEdges.all().size());
  }

  @Test
  void predictions_pathKnown_areWithinHalf() {
    for (LinkRun run : runs) {
      if (run.scenario().uplink().control() == Control.CUBIC) {
        for (Way way : KNOWN) {
          double error = run.time(way).error();
          assertTrue(error < 1.5 && error > 1 / 1.5, () -> way + " " + run.scenario() + error);
        }
      }
    }
  }

  @Test
  void page_fourteenTimes_isWhereItSays() {
    assertEquals(14.5, row(2).speedUp(Way.ORIGIN_STREAMS), 0.6);
    assertEquals(14.5, row(2).speedUp(Way.NEAREST), 0.6);
  }

  @Test
  void page_nothingToGain_isWhereItSays() {
    for (int row : new int[] {4, 5, 9, 10, 13}) {
      for (Way way : KNOWN) {
        assertEquals(1, row(row).speedUp(way), 0.1, () -> row + " " + way);
      }
    }
  }

  @Test
  void page_noEdgeNearby_streamsAreWhatHelps() {
    for (int row : new int[] {3, 11, 14}) {
      assertTrue(row(row).speedUp(Way.NEAREST) < 2);
      assertTrue(row(row).speedUp(Way.ORIGIN_STREAMS) > 7);
    }
  }

  @Test
  void page_firstEdgeAlone_isFasterThanTheAnswerButInRow12() {
    for (LinkRun run : runs) {
      double answer = run.time(Way.ANSWER).seconds();
      double alone = run.time(Way.BEST_STREAMS).seconds();
      assertEquals(run == row(12), answer < 0.99 * alone, () -> run.scenario().toString());
    }
  }

  @Test
  void page_answer_isAsFastAsItsFirstEdgeWhereItSays() {
    for (int row : new int[] {3, 4, 5, 9, 13}) {
      double alone = row(row).time(Way.BEST_STREAMS).seconds();
      assertEquals(alone, row(row).time(Way.ANSWER).seconds(), 0.02 * alone, () -> "row " + row);
    }
  }

  @Test
  void page_linkWiderThanAnEdge_isFasterWhereTheServiceKnows() {
    LinkRun wide = row(12);
    assertTrue(wide.time(Way.TOLD).seconds() < wide.time(Way.BEST_STREAMS).seconds() / 4);
    assertTrue(wide.time(Way.TOLD).seconds() < wide.time(Way.ANSWER).seconds() / 4);
  }

  private static LinkRun row(int number) {
    return runs.get(number - 1);
  }

  @Test
  void document_table_isWhatTheSimulatorSays() {
    String present = Generated.read(DOCUMENT);
    String fresh = Generated.replace(present, LinkTable.markdown(runs));
    if (Generated.updates()) {
      Generated.write(DOCUMENT, fresh);
    } else {
      assertEquals(fresh, present, DOCUMENT + " is stale; refresh it: " + REFRESH);
    }
  }
}
