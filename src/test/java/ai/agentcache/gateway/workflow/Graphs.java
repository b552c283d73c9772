package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Graphs for tests; JSON is written with single quotes. */
final class Graphs {

  private Graphs() {}

  static ObjectNode json(String quoted) {
    try {
      byte[] text = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      return (ObjectNode) Json.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads {@code {'nodes': …}}. */
  static Graph read(String nodes) {
    return GraphReader.read(json("{'nodes':" + nodes + "}"));
  }

  /** Nodes as {@code a}, or {@code c:a,b} for one that depends on others. */
  static Graph of(String... nodes) {
    StringBuilder list = new StringBuilder("[");
    for (String node : nodes) {
      String[] parts = node.split(":", 2);
      String before = parts.length < 2 ? "" : "'" + parts[1].replace(",", "','") + "'";
      list.append(list.length() > 1 ? "," : "")
          .append(
              "{'id':'%s','prompt':'do %s','dependsOn':[%s]}"
                  .formatted(parts[0], parts[0], before));
    }
    return read(list.append("]").toString());
  }

  /** What is wrong with it. */
  static String problem(String nodes) {
    try {
      read(nodes);
      return "nothing";
    } catch (ApiException e) {
      return e.details();
    }
  }
}
