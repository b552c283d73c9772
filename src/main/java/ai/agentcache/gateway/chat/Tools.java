package ai.agentcache.gateway.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The tools of a prompt.
 *
 * @param offered the tools, in order
 * @param choice whether the model has to use one
 * @param required the one it has to use, when the choice is {@link Choice#ONE}
 * @param parallel whether it may ask for several at once; empty leaves it to the model
 */
public record Tools(
    List<Tool> offered, Choice choice, Optional<String> required, Optional<Boolean> parallel) {

  /** No tools. */
  public static final Tools NONE =
      new Tools(List.of(), Choice.AUTO, Optional.empty(), Optional.empty());

  /** Takes a copy of the list. */
  public Tools {
    offered = List.copyOf(offered);
    if (choice == Choice.ONE && required.isEmpty()) {
      throw new IllegalArgumentException("which tool?");
    }
  }

  /** Whether the model has to use a tool. */
  public enum Choice {
    AUTO,
    NONE,
    ANY,
    ONE
  }

  /**
   * A tool.
   *
   * @param name its name
   * @param description what it is for
   * @param schema the JSON Schema of its arguments; empty when it takes none
   * @param strict whether arguments have to keep to the schema exactly
   */
  public record Tool(
      String name, Optional<String> description, Optional<ObjectNode> schema, boolean strict) {}
}
