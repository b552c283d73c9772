package ai.agentcache.gateway.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who stands in for a model that fails. */
final class Fallbacks {

  /** With the first one, more than are attempted in all. */
  private static final int MOST = 3;

  /** What a model is held for that nobody has described. */
  private static final int USUAL_QUALITY = 3;

  private Fallbacks() {}

  /**
   * Others that can do it, as good as may be: first of each other provider one, then the rest.
   *
   * @param first who is asked first
   * @param fitting all that can do it
   * @return at most three
   */
  static List<Target> of(Target first, List<Candidate> fitting, Needs needs) {
    int quality = quality(first, fitting);
    List<Candidate> near =
        fitting.stream()
            .filter(candidate -> candidate.condition().available())
            .filter(candidate -> !isSame(candidate.target(), first))
            .sorted(
                Candidate.USABLE_FIRST
                    .thenComparing(
                        Comparator.comparing(
                            candidate -> Math.abs(candidate.card().quality() - quality)))
                    .thenComparing(Candidate.cheapestFirst(needs))
                    .thenComparing(Candidate.BY_NAME))
            .toList();
    Set<String> providers = new HashSet<>(Set.of(first.provider().name()));
    List<Candidate> ordered =
        new ArrayList<>(near.stream().filter(one -> providers.add(one.provider())).toList());
    near.stream().filter(one -> !ordered.contains(one)).forEach(ordered::add);
    return ordered.stream().map(Candidate::target).limit(MOST).toList();
  }

  private static int quality(Target target, List<Candidate> all) {
    return all.stream()
        .filter(candidate -> isSame(candidate.target(), target))
        .mapToInt(candidate -> candidate.card().quality())
        .findFirst()
        .orElse(USUAL_QUALITY);
  }

  /**
   * Another model that is not dearer, of another provider if there is one.
   *
   * @param failed the one that failed
   * @param fitting all that can do it
   */
  static Optional<Target> cheaper(Target failed, List<Candidate> fitting, Needs needs) {
    long most =
        fitting.stream()
            .filter(candidate -> isSame(candidate.target(), failed))
            .mapToLong(candidate -> candidate.cost(needs).orElse(Long.MAX_VALUE))
            .findFirst()
            .orElse(Long.MAX_VALUE);
    return fitting.stream()
        .filter(candidate -> candidate.condition().available())
        .filter(candidate -> !isSame(candidate.target(), failed))
        .filter(candidate -> candidate.cost(needs).orElse(Long.MAX_VALUE) <= most)
        .min(
            Candidate.USABLE_FIRST
                .thenComparing(candidate -> candidate.provider().equals(failed.provider().name()))
                .thenComparing(Candidate.cheapestFirst(needs))
                .thenComparing(Candidate.BY_NAME))
        .map(Candidate::target);
  }

  private static boolean isSame(Target one, Target other) {
    return one.label().equals(other.label());
  }
}
