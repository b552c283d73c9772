package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Finish;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The choices after the first, of which only matters whether they are whole. */
final class OtherChoices {

  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> ended = new HashSet<>();
  private Optional<Finish> cut = Optional.empty();

  /** Reads a choice, or a piece of one. */
  void read(int index, ObjectNode choice) {
    begun.add(index);
    String reason = Answers.text(choice, "finish_reason");
    if (!reason.isEmpty() && ended.add(index)) {
      Finish finish = ChatFinish.read(reason, false, false);
      cut = finish.isWhole() ? cut : Optional.of(finish);
    }
  }

  /** Why all of them ended together with the first: what has no end as yet is cut off. */
  Finish with(Finish first) {
    if (!first.isWhole()) {
      return first;
    }
    return cut.orElse(ended.size() == begun.size() ? first : Finish.LENGTH);
  }
}
