package ai.agentcache.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PagesTest {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final int WHOLE_PAGE = 200_000;

  /** An address of another host, or markup made of strings. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "https?://(?!www\\.w3\\.org/2000/svg)[a-z0-9]|innerHTML|insertAdjacentHTML|eval\\(");

  private final Pages pages = new Pages();

  private static List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    for (String folder : List.of("dashboard", "widgets")) {
      try (Stream<Path> all = Files.walk(RESOURCES.resolve(folder))) {
        all.filter(Files::isRegularFile)
            .map(file -> "/" + RESOURCES.relativize(file))
            .filter(file -> !file.endsWith("pages.txt"))
            .forEach(files::add);
      }
    }
    Collections.sort(files);
    return files;
  }

  private Page page(String path) {
    return Objects.requireNonNull(pages.at(path), path);
  }

  @Test
  void list_isWhatIsThere() throws IOException {
    assertEquals(files(), Files.readAllLines(RESOURCES.resolve("dashboard/pages.txt")));
    assertNull(pages.at("/dashboard/pages.txt"));
  }

  @Test
  void pages_areWhatTheFilesAre_plainAndCompressed() throws IOException {
    int whole = 0;
    for (String file : files()) {
      byte[] expected = Files.readAllBytes(RESOURCES.resolve(file.substring(1)));
      Page page = page(file);
      assertEquals(new String(expected, UTF_8), page.plain().toString(UTF_8));
      byte[] unpacked =
          new GZIPInputStream(new ByteArrayInputStream(page.gzip().getBytes())).readAllBytes();
      assertEquals(new String(expected, UTF_8), new String(unpacked, UTF_8));
      whole += page.gzip().length();
    }
    assertTrue(whole < WHOLE_PAGE, "all files together are " + whole + " bytes");
  }

  @Test
  void pages_nameNoOtherHostAndMakeNoMarkupOfText() throws IOException {
    for (String file : files()) {
      String text = page(file).plain().toString(UTF_8);
      assertFalse(FORBIDDEN.matcher(text).find(), file);
    }
  }

  @Test
  void etag_differsByContent() {
    assertFalse(page("/dashboard/app.js").etag().equals(page("/dashboard/api.js").etag()));
  }
}
