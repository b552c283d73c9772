package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.chunk.SessionFacts;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ChunkPlanTest {

  private static final long MB = 1L << 20;

  @Test
  void of_nothingWished_isByTheTiers() {
    assertEquals(plan(10 * MB, 1), ChunkPlan.of(1, null, null));
    assertEquals(plan(10 * MB, 10), ChunkPlan.of(100 * MB - 1, null, null));
    assertEquals(plan(50 * MB, 2), ChunkPlan.of(100 * MB, null, null));
    assertEquals(plan(50 * MB, 205), ChunkPlan.of(10_240 * MB - 1, null, null));
    assertEquals(plan(100 * MB, 103), ChunkPlan.of(10_240 * MB, null, null));
    assertEquals(10_000, ChunkPlan.of(50L << 40, null, null).chunksTotal());
  }

  @Test
  void of_chunksThatDoNotMakeUpTheFile_areCorrectedWithAWarning() {
    ChunkPlan plan = ChunkPlan.of(1_000 * MB, 50 * MB, 3L);
    assertEquals(20, plan.chunksTotal());
    assertTrue(plan.warnings().get(0).contains("from 3 to 20"), plan.warnings()::toString);
    assertEquals(21, ChunkPlan.of(1L << 30, null, 3L).chunksTotal());
    assertEquals(1, ChunkPlan.of(1L << 30, null, 3L).warnings().size());
    assertEquals(20, ChunkPlan.of(1_000 * MB, 50 * MB, 25L).chunksTotal());
  }

  @Test
  void of_moreChunksThanUsualAndNoSize_haveTheSizeThatFits() {
    assertEquals(plan(10 * MB, 20), ChunkPlan.of(200 * MB, null, 20L));
  }

  @Test
  void of_chunksTooSmall_areRaised() {
    ChunkPlan plan = ChunkPlan.of(1_000_000, 1L, null);
    assertEquals(100, plan.chunkSize());
    assertEquals(10_000, plan.chunksTotal());
    assertEquals(1, plan.warnings().size());
  }

  @Property
  void of_anyWish_coversTheFileExactly(
      @ForAll @LongRange(min = 1, max = 50L << 40) long size,
      @ForAll @LongRange(min = 1, max = 1L << 33) long chunk,
      @ForAll @LongRange(min = 1, max = 20_000) long count) {
    for (ChunkPlan plan :
        new ChunkPlan[] {
          ChunkPlan.of(size, null, null),
          ChunkPlan.of(size, chunk, null),
          ChunkPlan.of(size, null, count),
          ChunkPlan.of(size, chunk, count)
        }) {
      int total = plan.chunksTotal();
      SessionFacts facts =
          new SessionFacts(new UUID(0, 0), "t", "u", size, plan.chunkSize(), total);
      assertTrue(total >= 1 && total <= 10_000, plan::toString);
      assertTrue(facts.lengthOf(total - 1) >= 1, plan::toString);
      assertTrue(facts.lengthOf(total - 1) <= plan.chunkSize(), plan::toString);
      assertEquals(size, facts.lengthOfFirst(total - 1) + facts.lengthOf(total - 1));
    }
  }

  private static ChunkPlan plan(long size, int count) {
    return new ChunkPlan(size, count, java.util.List.of());
  }
}
