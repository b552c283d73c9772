package ai.agentcache.embedded;

import org.jboss.logging.Logger;

/**
 * Stands by a running server: keeps its pipe and the claim reachable, which would otherwise be
 * closed when collected, and says so if the server ends before the service.
 */
record Watch(Server server, Leash leash, Claim claim) implements Runnable {
  private static final Logger LOG = Logger.getLogger(Watch.class);

  /** Starts a thread that outlives a live reload and stops no exit. */
  static void over(Server server, Leash leash, Claim claim) {
    Thread thread =
        new Thread(new Watch(server, leash, claim), "embedded-" + server.store().title());
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    thread.start();
  }

  @Override
  public void run() {
    try {
      int code = leash.process().waitFor();
      LOG.errorf(
          "The embedded %s ended (code %d), see %s; restart the service",
          server.store().title(), code, server.log());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
