package ai.agentcache.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes {@code docs/api.md} from an OpenAPI document: one section a tag, one entry a call. */
final class ApiDocs {

  private static final List<String> METHODS =
      List.of("get", "post", "put", "patch", "delete", "head", "options");

  private final JsonNode document;
  private final StringBuilder page = new StringBuilder();

  private ApiDocs(JsonNode document) {
    this.document = document;
  }

  /** One method of one path. */
  record Call(String method, String path, JsonNode operation) {

    String tag() {
      String tag = operation.path("tags").path(0).asText();
      return tag.isEmpty() ? "Other" : tag;
    }

    String name() {
      return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
    }
  }

  static String of(JsonNode document) {
    ApiDocs docs = new ApiDocs(document);
    docs.write();
    return docs.page.toString();
  }

  /** All calls of a document, by path and method. */
  static List<Call> calls(JsonNode document) {
    List<Call> calls = new ArrayList<>();
    Map<String, JsonNode> paths = new TreeMap<>();
    document.path("paths").properties().forEach(e -> paths.put(e.getKey(), e.getValue()));
    paths.forEach(
        (path, methods) ->
            METHODS.stream()
                .filter(methods::has)
                .forEach(method -> calls.add(new Call(method, path, methods.get(method)))));
    return calls;
  }

  private void write() {
    line("# " + document.path("info").path("title").asText() + " API");
    line("");
    line("Made from the OpenAPI document that the service serves at `/q/openapi`; change the");
    line("annotations of the resources, not this page.");
    Map<String, List<Call>> byTag = new TreeMap<>();
    calls(document).forEach(c -> byTag.computeIfAbsent(c.tag(), t -> new ArrayList<>()).add(c));
    byTag.forEach(this::section);
    errors();
  }

  /** The answers that many calls share, once. */
  private void errors() {
    JsonNode shared = document.at("/components/responses");
    if (!shared.isEmpty()) {
      line("");
      line("## Errors");
      Map<String, JsonNode> byName = new TreeMap<>();
      shared.forEach(each -> schemas(each).forEach(s -> byName.put(name(s), s)));
      byName.forEach((name, schema) -> fieldTable("`" + name + "`", schema));
    }
  }

  private static Stream<JsonNode> schemas(JsonNode response) {
    return stream(response.path("content")).map(media -> media.path("schema"));
  }

  private static String name(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private void section(String tag, List<Call> calls) {
    line("");
    line("## " + tag);
    describe(tag);
    calls.forEach(this::call);
  }

  private void describe(String tag) {
    stream(document.path("tags"))
        .filter(each -> each.path("name").asText().equals(tag) && each.has("description"))
        .forEach(each -> paragraph(each.path("description").asText()));
  }

  private void call(Call call) {
    line("");
    line("### `" + call.name() + "`");
    JsonNode operation = call.operation();
    paragraph(sentence(operation.path("summary").asText()));
    paragraph(operation.path("description").asText());
    paragraph("Key: " + (isOpen(operation) ? "none needed." : "required."));
    table("Parameter", stream(operation.path("parameters")).map(this::parameter).toList());
    body("Body", operation.path("requestBody").path("content"));
    responses(operation.path("responses"));
  }

  private boolean isOpen(JsonNode operation) {
    JsonNode security =
        operation.has("security") ? operation.get("security") : document.path("security");
    return security.isEmpty() || stream(security).anyMatch(JsonNode::isEmpty);
  }

  private String parameter(JsonNode parameter) {
    return row(
        "`" + parameter.path("name").asText() + "`",
        parameter.path("in").asText()
            + ", "
            + kind(resolve(parameter.path("schema")))
            + (parameter.path("required").asBoolean() ? ", required" : ""),
        parameter.path("description").asText());
  }

  private void responses(JsonNode responses) {
    List<String> rows = new ArrayList<>();
    Map<String, JsonNode> sorted = new TreeMap<>();
    responses.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
    sorted.forEach((s, r) -> rows.add(response(s, resolve(r))));
    table("Status", rows);
    Set<JsonNode> told = new HashSet<>();
    sorted.entrySet().stream()
        .filter(each -> told.add(each.getValue().path("content")))
        .forEach(each -> body("Answer " + each.getKey(), each.getValue().path("content")));
  }

  private static String response(String status, JsonNode response) {
    return row(status, response.path("description").asText(), type(response));
  }

  private static String type(JsonNode response) {
    List<String> types = new ArrayList<>();
    response.path("content").fieldNames().forEachRemaining(types::add);
    return String.join(", ", types);
  }

  /** The fields of a body, if its schema tells them. */
  private void body(String title, JsonNode content) {
    JsonNode json = content.path("application/json");
    JsonNode media =
        !json.isMissingNode()
            ? json
            : content.elements().hasNext() ? content.elements().next() : content;
    JsonNode schema = media.path("schema");
    paragraph(resolve(schema).path("description").asText());
    if (schema.has("oneOf")) {
      schema.get("oneOf").forEach(each -> fieldTable(title + " `" + name(each) + "`", each));
    } else {
      fieldTable(title, schema);
    }
    JsonNode example = media.path("example");
    if (!example.isMissingNode()) {
      line("");
      line("```json");
      line(example.isTextual() ? example.asText() : example.toPrettyString());
      line("```");
    }
  }

  private void fieldTable(String title, JsonNode schema) {
    List<String> rows = new ArrayList<>();
    fields("", schema, rows, 0);
    table(title + " field", rows);
  }

  private void fields(String prefix, JsonNode schema, List<String> rows, int depth) {
    JsonNode resolved = resolve(schema);
    List<String> required = texts(resolved.path("required"));
    resolved.path("allOf").forEach(part -> fields(prefix, part, rows, depth));
    resolved
        .path("properties")
        .properties()
        .forEach(
            field -> {
              JsonNode value = resolve(field.getValue());
              String name = prefix + field.getKey();
              String must = required.contains(field.getKey()) ? ", required" : "";
              String about = field.getValue().path("description").asText();
              String description = about.isEmpty() ? value.path("description").asText() : about;
              if (rows.stream().anyMatch(row -> row.startsWith("| `" + name + "` "))) {
                return;
              }
              rows.add(row("`" + name + "`", kind(value) + must, description));
              if (depth < 4) {
                fields(name + ".", value, rows, depth + 1);
                fields(name + "[].", value.path("items"), rows, depth + 1);
              }
            });
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.startsWith("#/") ? document.at(reference.substring(1)) : schema;
  }

  private String kind(JsonNode schema) {
    if (schema.has("oneOf")) {
      return String.join(
          " or ", stream(schema.get("oneOf")).map(each -> kind(resolve(each))).toList());
    }
    JsonNode type = schema.path("type");
    String name = type.isArray() ? String.join(" or ", texts(type)) : type.asText("any JSON");
    return schema.has("enum") ? "`" + String.join("`, `", texts(schema.get("enum"))) + "`" : name;
  }

  private static List<String> texts(JsonNode array) {
    return stream(array).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("\n", " ").trim() + " |";
  }

  private void table(String title, List<String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    line("");
    line("| " + title + " | | |");
    line("|---|---|---|");
    rows.forEach(this::line);
  }

  private void paragraph(String text) {
    if (!text.isBlank()) {
      line("");
      line(text.strip());
    }
  }

  private void line(String line) {
    page.append(line).append('\n');
  }
}
