package ai.agentcache.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document of which the part between two marks is generated and the rest is written by hand. */
public final class Generated {

  private static final String BEGIN = "<!-- generated from here -->\n";
  private static final String END = "<!-- to here -->";

  private Generated() {}

  /** Whether the build was asked to write documents instead of checking them. */
  public static boolean updates() {
    return Boolean.getBoolean("docs.update");
  }

  /** The text with its generated part replaced. */
  public static String replace(String text, String generated) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the document has no marks for its generated part");
    }
    return text.substring(0, begin + BEGIN.length()) + generated + text.substring(end);
  }

  /** All of a document. */
  public static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a document. */
  public static void write(Path document, String text) {
    try {
      Files.writeString(document, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
