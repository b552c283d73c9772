package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How documents are read and how their outputs are compared. */
final class ShellStepTest {

  private static final String DOCUMENT =
      """
      # Title

      ```sh
      curl one
      ```

      which says

      ```json
      {"hit":true}
      ```

      ```sh
      mvn verify
      ```

      ```java
      int x;
      ```

      ```sh
      echo a
      echo b
      ```

      ```text
      a
      ```
      """;

  @Test
  void of_document_findsShellBlocksWithTheirOutputs() {
    List<ShellStep> expected =
        List.of(
            new ShellStep(3, "curl one\n", new Fence("json", "{\"hit\":true}\n", 9)),
            new ShellStep(13, "mvn verify\n", null),
            new ShellStep(21, "echo a\necho b\n", new Fence("text", "a\n", 26)));
    assertEquals(expected, ShellStep.of(DOCUMENT));
  }

  @Test
  void isRun_commandsOfTheProject_areLeftOut() {
    List<Boolean> runs = ShellStep.of(DOCUMENT).stream().map(ShellStep::isRun).toList();
    assertEquals(List.of(true, false, true), runs);
  }

  @Test
  void of_blockWithoutEnd_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> ShellStep.of("```sh\necho\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1}            | {\"a\":1.0,\"b\":2}",
        "{\"a\":…, …}         | {\"a\":[1]}",
        "{\"a\":\"…\"}        | {\"a\":7}",
        "{\"a\":\"x…z\"}      | {\"a\":\"xyz\"}",
        "{\"a\":\"x:…\"}      | {\"a\":\"x:y\"}",
        "{…}                  | {\"a\":1}",
        "[1, …]               | [1,2,3]",
        "{\"a\":1} {\"b\":2}  | {\"a\":1}{\"b\":2}"
      })
  void differences_jsonThatFits_areNone(String said, String found) {
    assertEquals(List.of(), LooseJson.differences(said, found));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1}            | {\"b\":1}             | $.a is missing and not 1",
        "{\"a\":…}            | {\"b\":1}             | $.a is missing and not \"…\"",
        "{\"a\":\"1\"}        | {\"a\":1}             | $.a is 1 and not \"1\"",
        "{\"a\":\"x…z\"}      | {\"a\":\"xy\"}        | $.a is \"xy\" and not \"x…z\"",
        "{\"a\":{\"b\":true}} | {\"a\":{\"b\":false}} | $.a.b is false and not true",
        "[1,2]                | [1]                   | $[1] is missing and not 2",
        "{\"a\":1}            | {\"a\":1}{}           | 1 documents expected, 2 found",
        "{\"a\":1}            | <html>                | no JSON: <html>"
      })
  void differences_jsonThatDoesNotFit_areNamed(String said, String found, String difference) {
    assertEquals(List.of(difference), LooseJson.differences(said, found));
  }

  @Test
  void differences_textInOrder_areNone() {
    assertEquals(List.of(), LooseText.differences("one\nt…o\n", "zero\none\nx\ntwo\n"));
  }

  @Test
  void differences_textOutOfOrder_areNamed() {
    assertEquals(List.of("no line `one`"), LooseText.differences("two\none\n", "one\ntwo\n"));
  }
}
