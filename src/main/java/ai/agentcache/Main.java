package ai.agentcache;

import ai.agentcache.http.RequestTarget;
import ai.agentcache.launch.Launch;
import ai.agentcache.launch.LaunchRefusal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service, or says on standard error why not and ends with code 1. */
@QuarkusMain
public final class Main {
  Main() {}

  public static void main(String... args) {
    RequestTarget.replaceCheckOfServer();
    try {
      Launch.prepare();
    } catch (LaunchRefusal refusal) {
      System.err.println("AgentCache does not start:");
      refusal.problems().forEach(problem -> System.err.println("  - " + problem));
      System.exit(1);
    }
    Quarkus.run(args);
  }
}
