package ai.agentcache.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long files and methods are.
 *
 * @param files each file
 * @param methods each method that has a body, its signature included and its comment not
 */
record Sizes(List<Size> files, List<Size> methods) {

  /**
   * The size of something.
   *
   * @param name what it is
   * @param lines how many lines it has
   */
  record Size(String name, long lines) {}

  /** Measures all sources below a folder. */
  static Sizes of(Path folder) {
    Sources sources = Sources.below(folder);
    List<Size> files = new ArrayList<>();
    List<Size> methods = new ArrayList<>();
    for (CompilationUnitTree unit : sources.units()) {
      files.add(fileSize(unit));
      new Scanner(unit, sources.trees().getSourcePositions()).scan(unit, methods);
    }
    return new Sizes(files, methods);
  }

  private static Size fileSize(CompilationUnitTree unit) {
    try {
      CharSequence text = unit.getSourceFile().getCharContent(false);
      return new Size(name(unit), text.toString().lines().count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(CompilationUnitTree unit) {
    return Path.of(unit.getSourceFile().getName()).getFileName().toString();
  }

  /** The sizes above a limit. */
  static List<Size> over(List<Size> sizes, long limit) {
    return sizes.stream().filter(size -> size.lines() > limit).toList();
  }

  /** The number of lines that this share of the sizes does not exceed. */
  static long quantile(List<Size> sizes, double share) {
    List<Size> sorted = sizes.stream().sorted(Comparator.comparingLong(Size::lines)).toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) ((sorted.size() - 1) * share)).lines();
  }

  /** All lines of the files. */
  long lines() {
    return files.stream().mapToLong(Size::lines).sum();
  }

  private static final class Scanner extends TreeScanner<@Nullable Void, List<Size>> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Scanner(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, List<Size> found) {
      if (method.getBody() != null) {
        long first = Sources.line(unit, positions.getStartPosition(unit, method));
        long last = Sources.line(unit, positions.getEndPosition(unit, method));
        found.add(new Size(name(unit) + " " + method.getName(), last - first + 1));
      }
      return super.visitMethod(method, found);
    }
  }
}
