package ai.agentcache.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java sources as the compiler reads them, without types.
 *
 * @param units the files
 * @param trees access to positions and comments
 */
public record Sources(List<CompilationUnitTree> units, DocTrees trees) {

  /** All {@code .java} files below a folder. */
  public static Sources below(Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      var found = files.getJavaFileObjectsFromPaths(javaFiles(folder));
      List<String> options = List.of("-proc:none");
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, options, null, found);
      List<CompilationUnitTree> units =
          StreamSupport.stream(task.parse().spliterator(), false)
              .map(CompilationUnitTree.class::cast)
              .toList();
      return new Sources(units, DocTrees.instance(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** The number of the line that holds a character of a file. */
  static long line(CompilationUnitTree unit, long position) {
    return unit.getLineMap().getLineNumber(position);
  }
}
