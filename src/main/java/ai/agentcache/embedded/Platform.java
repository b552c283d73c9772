package ai.agentcache.embedded;

import ai.agentcache.launch.LaunchRefusal;
import java.util.List;
import java.util.Locale;

/**
 * A system the embedded servers exist for, and the names of their programs in the archives.
 *
 * @param postgres the packed directory of PostgreSQL
 * @param redis the programs of Redis, best first; a later one for machines the first does not run
 *     on: the 32-bit one needs no library at all
 */
record Platform(String postgres, List<String> redis) {
  static final Platform LINUX_X86_64 =
      new Platform(
          "postgres-linux-x86_64.txz",
          List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386"));
  static final Platform LINUX_ARM64 =
      new Platform("postgres-linux-arm_64.txz", List.of("redis-server-6.2.7-linux-arm64"));
  static final Platform MAC_X86_64 =
      new Platform("postgres-darwin-x86_64.txz", List.of("redis-server-6.2.6-v5-darwin-amd64"));
  static final Platform MAC_ARM64 =
      new Platform("postgres-darwin-arm_64.txz", List.of("redis-server-6.2.6-v5-darwin-arm64"));

  Platform {
    redis = List.copyOf(redis);
  }

  /** This machine's. */
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /**
   * By the names Java gives to system and processor.
   *
   * @throws LaunchRefusal when there is none
   */
  static Platform of(String system, String processor) {
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux") && (arm || intel)) {
      return arm ? LINUX_ARM64 : LINUX_X86_64;
    }
    if (name.startsWith("mac") && (arm || intel)) {
      return arm ? MAC_ARM64 : MAC_X86_64;
    }
    throw new LaunchRefusal(
        List.of(
            "the embedded stores run on Linux and macOS, x86-64 and arm64, not on "
                + (system + " " + processor)
                + ": set QUARKUS_REDIS_HOSTS and DATABASE_URL"));
  }
}
