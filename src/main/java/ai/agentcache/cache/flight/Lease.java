package ai.agentcache.cache.flight;

import io.vertx.core.Vertx;

/** The right to compute the answer to one question, until it is given back or its holder dies. */
public final class Lease {

  private static final int RENEWALS = 3;

  private final Vertx vertx;
  private final LeaseStore store;
  private final String id;
  private final String token;
  private final long millis;
  private long timer = -1;
  private boolean released;

  Lease(Vertx vertx, LeaseStore store, String id, String token, long millis) {
    this.vertx = vertx;
    this.store = store;
    this.id = id;
    this.token = token;
    this.millis = millis;
  }

  /** Renews it until it is given back, or turns out to be another's. */
  public synchronized void keep() {
    if (!released && timer < 0) {
      timer = vertx.setPeriodic(Math.max(1, millis / RENEWALS), t -> renew());
    }
  }

  private void renew() {
    store
        .renew(id, token, millis)
        .subscribe()
        .with(
            ours -> {
              if (!ours) {
                stop();
              }
            },
            away -> {
              // Redis may be back before the lease is over.
            });
  }

  private synchronized void stop() {
    vertx.cancelTimer(timer);
  }

  /**
   * Gives it back.
   *
   * @param restMillis how long nobody shall take it in the background; 0 for not at all
   */
  public void release(long restMillis) {
    synchronized (this) {
      released = true;
      stop();
    }
    store
        .release(id, token, restMillis)
        .subscribe()
        .with(
            given -> {},
            away -> {
              // It ends by itself.
            });
  }
}
