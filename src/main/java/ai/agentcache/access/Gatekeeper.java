package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.netty.util.AsciiString;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in: authenticates, finds the namespace, asks the limiter.
 *
 * <p>A key in memory with an allowance at hand is decided on the spot; that is the rule, and costs
 * no more than a hash. Only the exceptions wait.
 *
 * <p>Reached by a proxy, since filters are made before there is any configuration.
 */
@ApplicationScoped
class Gatekeeper {

  private static final CharSequence NAMESPACE = AsciiString.cached("x-cache-namespace");

  private final Authentication authentication;
  private final Limiter limiter;
  private final Refusals refusals;

  Gatekeeper(Authentication authentication, Limiter limiter, Refusals refusals) {
    this.authentication = authentication;
    this.limiter = limiter;
    this.refusals = refusals;
  }

  /**
   * Lets the holder of a demo or live key in; throws, or fails with, what refuses it.
   *
   * @param joins whether the endpoint waits for the admission itself
   * @return null when the request may go on at once, else what it has to wait for
   */
  @Nullable Uni<Void> enter(RoutingContext routing, boolean joins) {
    Caller caller = authentication.callerInMemory(routing);
    if (caller != null) {
      return admit(routing, caller, joins);
    }
    return lookUp(routing).chain(found -> waiting(admit(routing, found, joins)));
  }

  /** Lets the operator in; as {@link #enter}. */
  @Nullable Uni<Void> enterAsOperator(RoutingContext routing) {
    Caller caller = authentication.callerInMemory(routing);
    if (caller != null) {
      admitOperator(routing, caller);
      return null;
    }
    return lookUp(routing).invoke(found -> admitOperator(routing, found)).replaceWithVoid();
  }

  /** Lets the holder of any key in, the operator too; as {@link #enter}. */
  @Nullable Uni<Void> enterWithAnyKey(RoutingContext routing) {
    Caller caller = authentication.callerInMemory(routing);
    if (caller != null) {
      return admitAny(routing, caller);
    }
    return lookUp(routing).chain(found -> waiting(admitAny(routing, found)));
  }

  private @Nullable Uni<Void> admitAny(RoutingContext routing, Caller caller) {
    if (caller.role() != Caller.Role.OPERATOR) {
      return admit(routing, caller, false);
    }
    admitFreely(routing, caller);
    return null;
  }

  /**
   * Lets the holder of a demo or live key in whose requests are limited by {@link #limit} alone.
   */
  @Nullable Uni<Void> enterUnlimited(RoutingContext routing) {
    Caller caller = authentication.callerInMemory(routing);
    if (caller != null) {
      admitUnlimited(routing, caller);
      return null;
    }
    return lookUp(routing).invoke(found -> admitUnlimited(routing, found)).replaceWithVoid();
  }

  private void admitUnlimited(RoutingContext routing, Caller caller) {
    if (caller.role() == Caller.Role.OPERATOR) {
      throw forbidden(routing, caller, "Use a demo or live key here.");
    }
    admitFreely(routing, caller);
  }

  /** Lets somebody in whose requests are limited by {@link #limit} alone. */
  void admitFreely(RoutingContext routing, Caller caller) {
    Access.unlimited(caller, namespace(routing)).attachTo(routing);
  }

  /** Holds a caller who is in already to the limit of an endpoint; fails when it is reached. */
  Uni<Void> limit(
      RoutingContext routing, Caller caller, String name, String subject, long perMinute) {
    return limiter
        .admit(name, subject, perMinute)
        .emitOn(RequestContext.current())
        .map(admission -> settle(routing, caller, admission))
        .replaceWithVoid();
  }

  private Uni<Caller> lookUp(RoutingContext routing) {
    return authentication.lookUp(routing).emitOn(RequestContext.current());
  }

  private static Uni<Void> waiting(@Nullable Uni<Void> pending) {
    return pending == null ? Uni.createFrom().voidItem() : pending;
  }

  private @Nullable Uni<Void> admit(RoutingContext routing, Caller caller, boolean joins) {
    if (caller.role() == Caller.Role.OPERATOR) {
      throw forbidden(routing, caller, "Use a demo or live key here.");
    }
    String namespace = namespace(routing);
    Admission admission = limiter.tryAdmit(caller);
    if (admission != null) {
      settle(routing, caller, admission);
      Access.decided(caller, namespace, admission).attachTo(routing);
      return null;
    }
    Uni<Admission> pending = pending(routing, caller);
    Access.pending(caller, namespace, pending).attachTo(routing);
    return joins ? null : pending.replaceWithVoid();
  }

  /** Under way at once, decided once, however often and late it is joined. */
  private Uni<Admission> pending(RoutingContext routing, Caller caller) {
    Uni<Admission> pending =
        limiter
            .admit(caller)
            .emitOn(RequestContext.current())
            .map(admission -> settle(routing, caller, admission))
            .memoize()
            .indefinitely();
    pending.subscribe().with(admitted -> {}, refused -> {});
    return pending;
  }

  private Admission settle(RoutingContext routing, Caller caller, Admission admission) {
    if (!routing.response().headWritten()) {
      AdmissionHeaders.write(routing.response(), admission);
    }
    if (!admission.allowed()) {
      refusals.limited(routing, caller);
      throw new RefusedException(admission);
    }
    return admission;
  }

  private void admitOperator(RoutingContext routing, Caller caller) {
    if (caller.role() != Caller.Role.OPERATOR) {
      throw forbidden(routing, caller, "Only the operator's key may do this.");
    }
    Access.unlimited(caller, namespace(routing)).attachTo(routing);
  }

  private ApiException forbidden(RoutingContext routing, Caller caller, String details) {
    refusals.forbidden(routing, caller);
    return new ApiException(ErrorCode.FORBIDDEN, details);
  }

  private static String namespace(RoutingContext routing) {
    return Namespace.of(routing.request().headers().getAll(NAMESPACE));
  }
}
