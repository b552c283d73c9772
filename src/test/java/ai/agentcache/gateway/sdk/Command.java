package ai.agentcache.gateway.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program with its arguments, run until it ends.
 *
 * @param words the program and its arguments
 * @param folder where it runs
 * @param environment variables beside those of this process that do not change what clients do
 */
record Command(List<String> words, Path folder, Map<String, String> environment) {

  private static final int NOT_FOUND = 127;
  private static final int NOT_ENDED = 124;

  /** Settings of the user for the SDKs and the languages themselves. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "(OPENAI|ANTHROPIC|LANGCHAIN|LANGSMITH|AGENTCACHE)_.*|PYTHONPATH|NODE_OPTIONS");

  /**
   * How it ended.
   *
   * @param code its exit code, that of shells if it was not found or did not end in time
   * @param output its standard output
   * @param errors its standard error
   */
  record Result(int code, String output, String errors) {

    /** The end of all it wrote. */
    String tail() {
      String all = output + errors;
      return all.substring(Math.max(0, all.length() - 4_000));
    }
  }

  static Command of(Path folder, String... words) {
    return new Command(List.of(words), folder, Map.of());
  }

  /** Runs it and gives up after this time. */
  Result run(Duration limit) {
    try {
      Path output = Files.createTempFile("sdk-", ".out");
      Path errors = Files.createTempFile("sdk-", ".err");
      try {
        int code = code(output, errors, limit);
        return new Result(code, Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int code(Path output, Path errors, Duration limit) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> PERSONAL.matcher(name).matches());
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      Files.writeString(errors, words.get(0) + " is not there");
      return NOT_FOUND;
    }
    process.getOutputStream().close();
    return ended(process, limit) ? process.exitValue() : NOT_ENDED;
  }

  private static boolean ended(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
