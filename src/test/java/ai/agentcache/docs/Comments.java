package ai.agentcache.docs;

import ai.agentcache.architecture.Sources;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SimpleDocTreeVisitor;
import com.sun.source.util.TreePathScanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The comments of classes and methods, as Markdown of one line. */
final class Comments {

  private final Map<String, String> texts = new HashMap<>();

  /** Reads the comments of sources. */
  static Comments of(Sources sources) {
    Comments comments = new Comments();
    sources.units().forEach(unit -> comments.new Collector(sources.trees()).scan(unit, ""));
    return comments;
  }

  /** The comment of a class; null if it has none. */
  @Nullable String ofClass(Class<?> type) {
    return texts.get(type.getName());
  }

  /** The comment of a method; null if it has none. Overloads are not told apart. */
  @Nullable String ofMethod(Class<?> type, String name) {
    return texts.get(type.getName() + "." + name);
  }

  /** Carries the name of the class it is in. */
  private final class Collector extends TreePathScanner<@Nullable Void, String> {

    private final DocTrees trees;

    Collector(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String outer) {
      String name = type.getSimpleName().toString();
      String full =
          outer.isEmpty()
              ? getCurrentPath().getCompilationUnit().getPackageName() + "." + name
              : outer + "$" + name;
      keep(full);
      return super.visitClass(type, full);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, String outer) {
      keep(outer + "." + method.getName());
      return super.visitMethod(method, outer);
    }

    private void keep(String name) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        texts.put(name, markdown(comment.getFullBody()));
      }
    }
  }

  private static String markdown(List<? extends DocTree> body) {
    StringBuilder text = new StringBuilder();
    body.forEach(part -> text.append(part.accept(new Markdown(), null)));
    return text.toString().replaceAll("\\s+", " ").strip();
  }

  /** Says a part of a comment in Markdown. */
  private static final class Markdown extends SimpleDocTreeVisitor<String, @Nullable Void> {

    @Override
    public String visitText(TextTree text, @Nullable Void nothing) {
      return text.getBody();
    }

    @Override
    public String visitLiteral(LiteralTree literal, @Nullable Void nothing) {
      return "`" + literal.getBody().getBody().strip() + "`";
    }

    @Override
    public String visitLink(LinkTree link, @Nullable Void nothing) {
      return "`" + link.getReference().getSignature() + "`";
    }

    @Override
    public String visitStartElement(StartElementTree element, @Nullable Void nothing) {
      return " ";
    }

    @Override
    protected String defaultAction(DocTree other, @Nullable Void nothing) {
      return "";
    }
  }
}
