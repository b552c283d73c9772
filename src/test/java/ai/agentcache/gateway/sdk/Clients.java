package ai.agentcache.gateway.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * The clients of a language. They are installed below {@code target/sdk} at test time, in the
 * versions that {@code src/test/sdk} pins, and again only when these change.
 */
public abstract sealed class Clients permits PythonClients, NodeClients {

  private static final Path SOURCES = Path.of("src/test/sdk").toAbsolutePath();
  private static final Path TARGET = Path.of("target/sdk").toAbsolutePath();
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(30);
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(9);
  private static final Duration RUN_LIMIT = Duration.ofMinutes(3);

  private final Path sources;
  private final Path folder;
  private final String pins;

  Clients(String language, String pins) {
    this.sources = SOURCES.resolve(language);
    this.folder = TARGET.resolve(language);
    this.pins = pins;
  }

  /** Those of Python: {@code openai}, {@code anthropic}, {@code langchain-*}. */
  public static Clients python() {
    return new PythonClients();
  }

  /** Those of Node.js: {@code openai}, {@code @anthropic-ai/sdk}, {@code @langchain/*}. */
  public static Clients node() {
    return new NodeClients();
  }

  /**
   * A command that succeeds where something is there.
   *
   * @param words the command
   * @param obstacle what is said otherwise
   */
  record Probe(List<String> words, String obstacle) {}

  /** What has to be there. */
  abstract List<Probe> probes();

  /** Commands that install what is pinned. */
  abstract List<List<String>> installation();

  /** Runs a file. */
  abstract List<String> command(Path file);

  /** Where the pinned versions go. */
  final Path folder() {
    return folder;
  }

  /**
   * Runs a table of cases against a service: a test for each, or a skipped one that says why not.
   */
  public final Stream<DynamicTest> cases(String table, Map<String, String> environment) {
    Optional<DynamicTest> obstacle = obstacle(table);
    if (obstacle.isPresent()) {
      return obstacle.stream();
    }
    install();
    Command.Result result = run(table, environment);
    Stream<DynamicTest> cases =
        result.output().lines().flatMap(line -> CaseLine.read(line).stream()).map(CaseLine::test);
    return Stream.concat(cases, Stream.of(end(table, result)));
  }

  /** That the table was gone through: a case that failed is told by itself. */
  private static DynamicTest end(String table, Command.Result result) {
    boolean told = result.output().lines().anyMatch(line -> line.startsWith("not ok "));
    return DynamicTest.dynamicTest(
        table + " ends",
        () -> assertTrue(result.code() == (told ? 1 : 0), () -> table + ": " + result.tail()));
  }

  /** A skipped test in place of others, which says why they cannot be run; empty if they can. */
  public final Optional<DynamicTest> obstacle(String what) {
    return obstacle().map(why -> skipped(what + " is skipped: " + why));
  }

  /** A test that says why it is skipped. */
  public static DynamicTest skipped(String message) {
    System.out.println(message);
    return DynamicTest.dynamicTest(
        message,
        () -> {
          throw new TestAbortedException(message);
        });
  }

  private Optional<String> obstacle() {
    return probes().stream()
        .filter(probe -> new Command(probe.words(), SOURCES, Map.of()).run(PROBE_LIMIT).code() != 0)
        .map(Probe::obstacle)
        .findFirst();
  }

  /** Installs them, unless that is done; the tests of another process wait for it. */
  public final void install() {
    try {
      Files.createDirectories(folder);
      try (FileChannel one = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
          FileLock held = one.lock()) {
        assertTrue(held.isValid());
        installIfNeeded();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void installIfNeeded() throws IOException {
    Path stamp = folder.resolve("installed");
    String wanted = Files.readString(sources.resolve(pins));
    copySources();
    if (!has(stamp, wanted.getBytes(UTF_8))) {
      Files.deleteIfExists(stamp);
      installation().forEach(this::mustRun);
      Files.writeString(stamp, wanted);
    }
  }

  private static boolean has(Path file, byte[] content) throws IOException {
    return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content);
  }

  /**
   * Beside what they import, which is where both languages look for it; what is there already may
   * be in use.
   */
  private void copySources() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(sources)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      Path copy = folder.resolve(file.getFileName().toString());
      byte[] content = Files.readAllBytes(file);
      if (!has(copy, content)) {
        Files.write(copy, content);
      }
    }
  }

  private void mustRun(List<String> words) {
    Command.Result result = new Command(words, folder, Map.of()).run(INSTALL_LIMIT);
    if (result.code() != 0) {
      throw new IllegalStateException(
          String.join(" ", words) + " ends with " + result.code() + ": " + result.tail());
    }
  }

  /** Runs one of their files against a gateway. */
  final Command.Result run(String file, Map<String, String> environment) {
    return new Command(command(folder.resolve(file)), folder, environment).run(RUN_LIMIT);
  }

  /**
   * Runs a program as its author would.
   *
   * @return what it printed; fails with its last words if it does not end well
   */
  public final String print(String name, String program) {
    try {
      Files.writeString(folder.resolve(name), program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Command.Result result = run(name, Map.of());
    if (result.code() != 0) {
      throw new AssertionError(name + " ends with " + result.code() + ": " + result.tail());
    }
    return result.output();
  }
}
