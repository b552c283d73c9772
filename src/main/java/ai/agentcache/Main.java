package ai.agentcache;

import ai.agentcache.http.GuardedChannels;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class Main {

  static {
    GuardedChannels.enable();
  }

  private Main() {}

  public static void main(String... args) {
    Quarkus.run(args);
  }
}
