package ai.agentcache.gateway.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a whole answer out of its deltas, and deltas out of a whole answer. Not thread-safe. */
public final class Transcript {

  private final List<Growing> parts = new ArrayList<>();
  private final Map<Integer, Growing> calls = new HashMap<>();
  private String id = "";
  private String model = "";
  private Optional<Delta.End> end = Optional.empty();
  private Spent spent = Spent.UNKNOWN;

  /** A part that is still being said: how it began, and its text so far. */
  private static final class Growing {
    private final Delta first;
    private final StringBuilder text = new StringBuilder();
    private Optional<String> seal = Optional.empty();

    Growing(Delta first) {
      this.first = first;
    }

    boolean continues(Delta more) {
      return first.getClass() == more.getClass()
          && !(more instanceof Delta.Media)
          && seal.isEmpty();
    }

    Part part() {
      if (first instanceof Delta.Call call) {
        return new Part.ToolCall(call.id(), call.name(), text.toString());
      }
      if (first instanceof Delta.Thought thought) {
        return new Part.Thought(text.toString(), seal, thought.encrypted());
      }
      if (first instanceof Delta.Media media) {
        return media.media();
      }
      return first instanceof Delta.Refusal
          ? new Part.Refusal(text.toString())
          : new Part.Text(text.toString());
    }
  }

  /** Takes note of one delta. */
  public void add(Delta delta) {
    if (delta instanceof Delta.Start start) {
      id = start.id();
      model = start.model();
    } else if (delta instanceof Delta.End last) {
      end = Optional.of(last);
    } else if (delta instanceof Delta.Usage usage) {
      spent = usage.spent();
    } else if (delta instanceof Delta.Call call) {
      calls.put(call.index(), begin(call));
    } else if (delta instanceof Delta.Arguments more) {
      argue(more);
    } else {
      say(delta);
    }
  }

  private Growing begin(Delta first) {
    Growing part = new Growing(first);
    parts.add(part);
    return part;
  }

  private void argue(Delta.Arguments more) {
    Growing call = calls.get(more.index());
    if (call == null) {
      throw new MalformedAnswerException("arguments of a call that has not begun");
    }
    call.text.append(more.json());
  }

  private void say(Delta delta) {
    Growing last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    Growing part = last != null && last.continues(delta) ? last : begin(delta);
    if (delta instanceof Delta.Text text) {
      part.text.append(text.text());
    } else if (delta instanceof Delta.Refusal refusal) {
      part.text.append(refusal.text());
    } else if (delta instanceof Delta.Thought thought) {
      part.text.append(thought.text());
      part.seal = thought.seal();
    }
  }

  /** Whether the answer has come to its end. */
  public boolean isEnded() {
    return end.isPresent();
  }

  /** The tokens said so far. */
  public Spent spent() {
    return spent;
  }

  /** The whole answer; fails with {@link MalformedAnswerException} if it has not ended. */
  public Completion completion() {
    Delta.End last = end.orElseThrow(() -> new MalformedAnswerException("it has no end"));
    List<Part> said = parts.stream().map(Growing::part).toList();
    return new Completion(id, model, said, last.finish(), last.stopSequence(), spent);
  }

  /** The deltas that make up a whole answer; its texts are not cut further. */
  public static List<Delta> deltas(Completion completion) {
    List<Delta> deltas = new ArrayList<>();
    deltas.add(new Delta.Start(completion.id(), completion.model()));
    int call = 0;
    for (Part part : completion.parts()) {
      if (part instanceof Part.ToolCall tool) {
        deltas.add(new Delta.Call(call, tool.id(), tool.name()));
        deltas.add(new Delta.Arguments(call++, tool.arguments()));
      } else {
        deltas.add(delta(part));
      }
    }
    deltas.add(new Delta.End(completion.finish(), completion.stopSequence()));
    deltas.add(new Delta.Usage(completion.usage()));
    return deltas;
  }

  private static Delta delta(Part part) {
    if (part instanceof Part.Text text) {
      return new Delta.Text(text.text());
    }
    if (part instanceof Part.Refusal refusal) {
      return new Delta.Refusal(refusal.text());
    }
    if (part instanceof Part.Thought thought) {
      return new Delta.Thought(thought.text(), thought.seal(), thought.encrypted());
    }
    if (part instanceof Part.Media media) {
      return new Delta.Media(media);
    }
    throw new IllegalArgumentException("no part of an answer: " + part.getClass().getSimpleName());
  }
}
