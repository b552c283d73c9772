package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents hang together and speak of the project alone. */
final class DocsTest {

  private static final Path DOCS = Path.of("docs");
  private static final Path DECISIONS = DOCS.resolve("decisions");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern REMOTE = Pattern.compile("https?:.*|mailto:.*");

  /** Where projects and homes lie on some machine. */
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.])/(home|root|Users|work|workspace|tmp|mnt)/");

  private static final Pattern OPEN_END = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
  private static final int LONGEST_DECISION = 40;

  @Test
  void links_withinTheProject_resolve() {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (String target : links(Generated.read(document))) {
        if (!resolves(document, target)) {
          broken.add(document + " -> " + target);
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void resolves_missingFileOrHeading_isBroken() {
    Path index = DOCS.resolve("index.md");
    assertTrue(resolves(index, "architecture.md"));
    assertTrue(resolves(index, "#decisions"));
    assertTrue(resolves(index, "https://example.com/nothing"));
    assertEquals(false, resolves(index, "nothing.md"));
    assertEquals(false, resolves(index, "architecture.md#nothing"));
  }

  @Test
  void decisions_all_areInTheIndexAndShort() {
    List<String> linked = links(Generated.read(DOCS.resolve("index.md")));
    for (Path decision : below(DECISIONS, ".md")) {
      assertTrue(linked.contains("decisions/" + decision.getFileName()), decision.toString());
      long lines = Generated.read(decision).lines().count();
      assertTrue(lines <= LONGEST_DECISION, decision + " is too long");
    }
  }

  @Test
  void documents_pathsOfAMachine_areNotInThem() {
    assertEquals(List.of(), linesWith(MACHINE, documents()));
    assertTrue(MACHINE.matcher("see /home/me/project").find());
  }

  @Test
  void sources_openEnds_areNotInThem() {
    assertEquals(List.of(), linesWith(OPEN_END, below(Path.of("src/main"), "")));
    assertTrue(OPEN_END.matcher("// TODO later").find());
  }

  private static List<Path> documents() {
    List<Path> documents = new ArrayList<>(below(DOCS, ".md"));
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      documents.add(Path.of(name));
    }
    return documents;
  }

  private static List<Path> below(Path folder, String ending) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> path.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> linesWith(Pattern pattern, List<Path> files) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      Generated.read(file)
          .lines()
          .filter(line -> pattern.matcher(line).find())
          .forEach(line -> found.add(file + ": " + line.strip()));
    }
    return found;
  }

  private static List<String> links(String document) {
    return LINK.matcher(document).results().map(result -> result.group(1)).toList();
  }

  private static boolean resolves(Path document, String target) {
    if (REMOTE.matcher(target).matches()) {
      return true;
    }
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || headings(file).contains(parts[1]));
  }

  /** The names that headings can be linked by. */
  private static List<String> headings(Path document) {
    Matcher heading = Pattern.compile("(?m)^#+ (.*)$").matcher(Generated.read(document));
    return heading
        .results()
        .map(result -> result.group(1).toLowerCase(Locale.ROOT))
        .map(name -> name.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }
}
