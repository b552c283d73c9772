package ai.agentcache.embedded;

import ai.agentcache.launch.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server program and its data. */
sealed interface Server permits RedisServer, PostgresServer {

  Store store();

  /**
   * The first argument of its process, which names its data: by this it is told from every other
   * process of the machine.
   */
  String mark();

  /** Brings program and data into a state to start from; no process of it is alive. */
  void prepare() throws IOException;

  /** The program, {@link #mark()}, and other arguments, after {@link #prepare()}. */
  List<String> command(int port);

  /** The signal for an orderly end that waits for no client. */
  String stopSignal();

  /** Where its output goes. */
  Path log();

  /** Whether it answers. */
  boolean ready(int port);

  /** What tells the service of it. */
  Map<String, String> properties(int port);
}
