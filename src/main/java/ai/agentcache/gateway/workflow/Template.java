package ai.agentcache.gateway.workflow;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt with places to be filled in: <code>{{node-id}}</code> by what a node has said, <code>
 * {{input.name}}</code> by an input. What is filled in is not looked at for places again; other
 * braces stand for themselves.
 *
 * @param text as it was written
 * @param pieces its text and its places, in order
 */
record Template(String text, List<Piece> pieces) {

  /** Most characters of a prompt, before and after its places are filled in. */
  static final int LONGEST = 1 << 20;

  private static final String INPUT = "input.";

  /** Possessive, so that no text takes longer to read than it is long. */
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*+([A-Za-z0-9_.-]++)\\s*+\\}\\}");

  Template {
    pieces = List.copyOf(pieces);
  }

  /** A part of a prompt. */
  sealed interface Piece {

    /** As it is. */
    record Text(String text) implements Piece {}

    /** What a node has said. */
    record Output(String node) implements Piece {}

    /** An input. */
    record Input(String name) implements Piece {}
  }

  /** Finds the places of a prompt. */
  static Template of(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher places = PLACE.matcher(text);
    int from = 0;
    while (places.find()) {
      if (places.start() > from) {
        pieces.add(new Piece.Text(text.substring(from, places.start())));
      }
      pieces.add(place(places.group(1)));
      from = places.end();
    }
    if (from < text.length()) {
      pieces.add(new Piece.Text(text.substring(from)));
    }
    return new Template(text, pieces);
  }

  private static Piece place(String name) {
    return name.startsWith(INPUT)
        ? new Piece.Input(name.substring(INPUT.length()))
        : new Piece.Output(name);
  }

  /** The nodes whose output it wants, in the order in which they are named. */
  Set<String> nodes() {
    Set<String> nodes = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Output output) {
        nodes.add(output.node());
      }
    }
    return nodes;
  }

  /** The inputs it wants, in the order in which they are named. */
  Set<String> inputs() {
    Set<String> inputs = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Input input) {
        inputs.add(input.name());
      }
    }
    return inputs;
  }

  /**
   * The prompt with its places filled in.
   *
   * @throws ApiException if it gets longer than {@link #LONGEST}
   */
  String fill(Map<String, String> outputs, Map<String, String> inputs) {
    StringBuilder filled = new StringBuilder();
    for (Piece piece : pieces) {
      String more = said(piece, outputs, inputs);
      if (more.length() > LONGEST - filled.length()) {
        throw new ApiException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "the prompt with its references filled in has more than " + LONGEST + " characters");
      }
      filled.append(more);
    }
    return filled.toString();
  }

  private static String said(Piece piece, Map<String, String> outputs, Map<String, String> inputs) {
    if (piece instanceof Piece.Text text) {
      return text.text();
    }
    return piece instanceof Piece.Output output
        ? known(outputs, output.node())
        : known(inputs, ((Piece.Input) piece).name());
  }

  private static String known(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("nothing is known of a place that was checked");
    }
    return value;
  }
}
