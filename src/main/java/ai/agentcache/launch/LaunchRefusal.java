package ai.agentcache.launch;

import java.util.List;

/** The service must not start as it is configured; each problem names what to change. */
public final class LaunchRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param problems one line each, without secrets
   */
  public LaunchRefusal(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** One line each. */
  public List<String> problems() {
    return problems;
  }
}
