package ai.agentcache.launch;

import java.util.List;

/** The service must not start as it is configured; each problem names what to change. */
public final class LaunchRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems one line each, without secrets
   */
  public LaunchRefusal(List<String> problems) {
    super(null, null, false, false);
    this.problems = List.copyOf(problems);
  }

  @Override
  public String getMessage() {
    return String.join("\n", problems);
  }

  /** One line each. */
  public List<String> problems() {
    return problems;
  }
}
