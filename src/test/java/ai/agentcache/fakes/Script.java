package ai.agentcache.fakes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Which behaviour a request gets: the first of the queue, else that of the youngest rule that
 * matches, else the natural one. The dice are the same in each run.
 */
final class Script {

  private static final Behaviour NATURAL = Behaviour.natural();

  private final Deque<Rule> queue = new ArrayDeque<>();
  private final List<Rule> rules = new ArrayList<>();
  private Random dice = new Random(42);
  private volatile boolean empty = true;

  boolean isEmpty() {
    return empty;
  }

  synchronized void enqueue(int times, Behaviour behaviour) {
    queue.add(new Rule(any -> true, times, 1, behaviour));
    empty = false;
  }

  synchronized void add(Rule rule) {
    rules.add(0, rule);
    empty = false;
  }

  synchronized void clear() {
    queue.clear();
    rules.clear();
    dice = new Random(42);
    empty = true;
  }

  synchronized Behaviour choose(Received request) {
    if (empty) {
      return NATURAL;
    }
    return queued().or(() -> ruled(request)).orElse(NATURAL);
  }

  private Optional<Behaviour> queued() {
    Rule first = queue.peek();
    if (first == null) {
      return Optional.empty();
    }
    Behaviour behaviour = first.use();
    if (first.spent()) {
      queue.remove();
      empty = queue.isEmpty() && rules.isEmpty();
    }
    return Optional.of(behaviour);
  }

  private Optional<Behaviour> ruled(Received request) {
    for (Rule rule : rules) {
      if (rule.applies(request, dice.nextDouble())) {
        Behaviour behaviour = rule.use();
        rules.removeIf(Rule::spent);
        empty = rules.isEmpty();
        return Optional.of(behaviour);
      }
    }
    return Optional.empty();
  }
}
