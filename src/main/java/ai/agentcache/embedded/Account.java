package ai.agentcache.embedded;

import ai.agentcache.launch.LaunchRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Under which account PostgreSQL runs, since it refuses to be root: the service's own, or, for
 * root, one without a name in a user namespace, or {@code nobody}.
 *
 * @param prefix what to put before a command
 * @param root whether files must change hands
 * @param uid who then owns them
 */
record Account(List<String> prefix, boolean root, int uid) {
  private static final int NOBODY = 65534;
  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  private static final List<String> SETPRIV =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  /**
   * Keeps the one right of root that is needed to reach a directory below {@code /root}, also in
   * the eyes of access(2), which else asks without it.
   */
  private static final List<String> SETPRIV_REACHING =
      Stream.concat(
              SETPRIV.stream(),
              Stream.of(
                  "--securebits=+no_setuid_fixup",
                  "--inh-caps=+dac_override",
                  "--ambient-caps=+dac_override"))
          .toList();

  /**
   * The one to use on this machine.
   *
   * @param home what it must be able to reach
   * @throws LaunchRefusal when root has no way to become someone else
   */
  static Account current(Path home) {
    if (!isRoot()) {
      return new Account(List.of(), false, 0);
    }
    return Stream.of(
            new Account(NAMESPACE, true, 0),
            new Account(SETPRIV, true, NOBODY),
            new Account(SETPRIV_REACHING, true, NOBODY))
        .filter(account -> account.reaches(home))
        .findFirst()
        .orElseThrow(Account::refusal);
  }

  private static LaunchRefusal refusal() {
    return new LaunchRefusal(
        List.of(
            "PostgreSQL does not run as root, and neither unshare nor setpriv works here: start"
                + " the service as an ordinary user, or set DATABASE_URL"));
  }

  private boolean reaches(Path directory) {
    return Command.succeeds(
        command(List.of("test", "-x", directory.toString())).toArray(String[]::new));
  }

  private static boolean isRoot() {
    return Command.succeeds("sh", "-c", "test \"$(id -u)\" = 0");
  }

  /** The command as this account runs it. */
  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  /** Gives it a directory with all that is in it, unless it has it already. */
  void own(Path directory) {
    if (root && owner(directory) != uid) {
      Command.succeeds("chown", "-R", uid + ":" + uid, directory.toString());
    }
  }

  private static int owner(Path directory) {
    try {
      return (int) Files.getAttribute(directory, "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
