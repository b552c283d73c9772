package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrewarmTest {

  @Test
  void rank_sameDayOfTheWeek_weighsThreeTimes() {
    List<Prewarm.Candidate> edges =
        Prewarm.rank(
            List.of(
                new Prewarm.Use("lon-1", 2, 5),
                new Prewarm.Use("sfo-1", 1, 2),
                new Prewarm.Use("sfo-1", 3, 1)),
            1);
    assertEquals(
        List.of(
            new Prewarm.Candidate("sfo-1", 7 / 12.0, 3),
            new Prewarm.Candidate("lon-1", 5 / 12.0, 5)),
        edges);
  }

  @Test
  void rank_manyEdges_areFiveAndTiesGoByName() {
    List<Prewarm.Use> uses =
        IntStream.range(0, 9).mapToObj(i -> new Prewarm.Use("e" + (8 - i), 1, 1)).toList();
    assertEquals(
        List.of("e0", "e1", "e2", "e3", "e4"),
        Prewarm.rank(uses, 1).stream().map(Prewarm.Candidate::edge).toList());
    assertEquals(List.of(), Prewarm.rank(List.of(), 1));
  }
}
