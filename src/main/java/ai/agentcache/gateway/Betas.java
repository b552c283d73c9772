package ai.agentcache.gateway;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Features on trial of Anthropic's API, asked for by the header {@code anthropic-beta}: their
 * names, each once, in order, separated by commas; empty for none.
 */
public final class Betas {

  /** The header. */
  public static final String HEADER = "anthropic-beta";

  private static final int LONGEST = 512;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private Betas() {}

  /**
   * Reads them.
   *
   * @param lines the values of the header
   * @throws ApiException if they are too long, or no names
   */
  public static String of(List<String> lines) {
    String all = String.join(",", lines);
    if (all.isBlank()) {
      return "";
    }
    List<String> names = Arrays.stream(all.split(",", -1)).map(String::strip).toList();
    if (all.length() > LONGEST || !names.stream().allMatch(n -> NAME.matcher(n).matches())) {
      throw new ApiException(
          ErrorCode.INVALID_HEADER,
          "`anthropic-beta` must be names of letters, digits, `.`, `_` and `-`, separated by"
              + " commas, 512 characters at most");
    }
    return names.stream().distinct().sorted().collect(Collectors.joining(","));
  }
}
