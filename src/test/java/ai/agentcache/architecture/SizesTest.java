package ai.agentcache.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.architecture.Sizes.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files, small methods. */
final class SizesTest {

  private static final long LONGEST_FILE = 400;
  private static final long LONGEST_METHOD = 50;

  private static final Sizes MAIN = Sizes.of(Path.of("src/main/java"));

  @Test
  void files_ofTheProduct_areShort() {
    assertEquals(List.of(), Sizes.over(MAIN.files(), LONGEST_FILE));
  }

  @Test
  void methods_ofTheProduct_areShort() {
    assertEquals(List.of(), Sizes.over(MAIN.methods(), LONGEST_METHOD));
  }

  /** Goals, not rules: they are told, nothing fails by them. */
  @Test
  void sizes_ofTheProduct_areReported() {
    long tests = Sizes.of(Path.of("src/test/java")).lines();
    System.out.printf(
        "sizes: files median %d p90 %d, methods median %d p90 %d, test:main lines %.2f%n",
        Sizes.quantile(MAIN.files(), 0.5),
        Sizes.quantile(MAIN.files(), 0.9),
        Sizes.quantile(MAIN.methods(), 0.5),
        Sizes.quantile(MAIN.methods(), 0.9),
        (double) tests / MAIN.lines());
  }

  @Test
  void over_longFileAndMethod_areFound(@TempDir Path folder) throws IOException {
    String method = "  int b() {\n" + "    c++;\n".repeat(50) + "    return c;\n  }\n";
    String text = "class A {\n  int c;\n\n  /** Comment. */\n" + method + "}\n";
    Files.writeString(folder.resolve("A.java"), text);
    Sizes sizes = Sizes.of(folder);
    assertEquals(List.of(new Size("A.java b", 53)), Sizes.over(sizes.methods(), LONGEST_METHOD));
    assertEquals(List.of(new Size("A.java", 58)), Sizes.over(sizes.files(), 57));
  }
}
