package ai.agentcache.agent.progress;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which partitions a replica sees to: each replica that knows the same others comes to the same.
 */
final class Division {

  private Division() {}

  /** The partitions of one replica; none when it is not among them. */
  static List<Integer> of(List<String> replicas, String replica) {
    List<String> sorted = replicas.stream().sorted().distinct().toList();
    int own = sorted.indexOf(replica);
    return IntStream.range(0, Partition.COUNT)
        .filter(partition -> own >= 0 && partition % sorted.size() == own)
        .boxed()
        .toList();
  }
}
