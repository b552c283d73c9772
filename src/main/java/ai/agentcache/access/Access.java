package ai.agentcache.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** An authenticated request: who calls, about which namespace, and whether it may go on. */
public final class Access {

  private static final String KEY = "agentcache.access";

  private final Caller caller;
  private final String namespace;
  private final @Nullable Admission admission;
  private final @Nullable Uni<Admission> pending;

  private Access(
      Caller caller,
      String namespace,
      @Nullable Admission admission,
      @Nullable Uni<Admission> pending) {
    this.caller = caller;
    this.namespace = namespace;
    this.admission = admission;
    this.pending = pending;
  }

  static Access unlimited(Caller caller, String namespace) {
    return new Access(caller, namespace, null, null);
  }

  static Access decided(Caller caller, String namespace, Admission admission) {
    return new Access(caller, namespace, admission, null);
  }

  static Access pending(Caller caller, String namespace, Uni<Admission> pending) {
    return new Access(caller, namespace, null, pending);
  }

  /** The access of a request to an endpoint that requires a key. */
  public static Access of(RoutingContext context) {
    Access access = context.get(KEY);
    if (access == null) {
      throw new IllegalStateException("the endpoint requires no key");
    }
    return access;
  }

  static boolean isGranted(RoutingContext context) {
    return context.get(KEY) != null;
  }

  void attachTo(RoutingContext context) {
    context.put(KEY, this);
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** The namespace, {@code default} unless the caller named another. */
  public String namespace() {
    return namespace;
  }

  /** Whether it is decided already that the request may go on; else {@link #admitted} will say. */
  public boolean isAdmitted() {
    return pending == null;
  }

  /**
   * The decision that the request may go on; fails with {@link RefusedException} when it may not.
   * May be asked any number of times.
   */
  public Uni<Admission> admitted() {
    if (pending != null) {
      return pending;
    }
    return admission == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(admission);
  }
}
