package ai.agentcache.agent.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DivisionTest {

  @Test
  void of_anyNumberOfReplicas_eachPartitionHasOne() {
    for (int count = 1; count <= 10; count++) {
      List<String> replicas = IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
      List<Integer> all = new ArrayList<>();
      replicas.forEach(replica -> all.addAll(Division.of(replicas, replica)));
      assertEquals(Partition.COUNT, all.size());
      assertEquals(Partition.COUNT, new HashSet<>(all).size());
    }
  }

  @Test
  void of_replicaThatNobodySees_none() {
    assertEquals(List.of(), Division.of(List.of("a", "b"), "c"));
  }

  @Test
  void partition_manyUsers_allAreUsed() {
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      used.add(Partition.of(new UserKey("t", "user-" + i)).number());
    }
    assertEquals(Partition.COUNT, used.size());
  }

  @Test
  void ofBatch_onlyIdsOfBatches_nameAPartition() {
    Partition partition = Partition.of(new UserKey("t", "u"));
    assertEquals(OptionalInt.of(partition.number()), Partition.ofBatch(partition.newBatchId()));
    for (String id : List.of("", "0", "9-" + "x".repeat(36), "0_" + "x".repeat(36), "0-x")) {
      assertEquals(OptionalInt.empty(), Partition.ofBatch(id));
    }
  }
}
