package ai.agentcache.embedded;

import ai.agentcache.launch.LaunchRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  /** Keeps the one right of root that is needed to reach a directory below {@code /root}. */
  private static final List<String> SETPRIV_REACHING =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override");

  private static final List<String> SETPRIV = SETPRIV_REACHING.subList(0, 4);

  /** The one to use on this machine. */
  static Account current() {
    if (!isRoot()) {
      return new Account(List.of(), false, 0);
    }
    if (works(NAMESPACE)) {
      return new Account(NAMESPACE, true, 0);
    }
    if (works(SETPRIV_REACHING)) {
      return new Account(SETPRIV_REACHING, true, NOBODY);
    }
    if (works(SETPRIV)) {
      return new Account(SETPRIV, true, NOBODY);
    }
    throw new LaunchRefusal(
        List.of(
            "PostgreSQL does not run as root, and neither unshare nor setpriv works here:"
                + " start the service as an ordinary user, or set DATABASE_URL"));
  }

  private static boolean isRoot() {
    return Command.succeeds("sh", "-c", "test \"$(id -u)\" = 0");
  }

  private static boolean works(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    return Command.succeeds(command.toArray(String[]::new));
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
