package ai.agentcache.fakes;

import ai.agentcache.fakes.Routes.Route;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** From a request to its answer: count it, ask the script, answer, spoil, deliver. */
final class Front {

  private final Vertx vertx;
  private final Script script;
  private final Calls calls;
  private final Set<String> rejectedKeys;

  private final Control control;
  private final Bench bench = new Bench();

  Front(Vertx vertx, Script script, Calls calls, Set<String> rejectedKeys, Control control) {
    this.vertx = vertx;
    this.script = script;
    this.calls = calls;
    this.rejectedKeys = rejectedKeys;
    this.control = control;
  }

  void handle(HttpServerRequest request) {
    request.bodyHandler(body -> serve(request, body.toString()));
  }

  private void serve(HttpServerRequest request, String body) {
    if (request.path().startsWith(Control.PATH)) {
      control.handle(request, body);
      return;
    }
    Optional<Answer> ready =
        script.isEmpty() ? bench.answer(request.path(), body) : Optional.empty();
    if (ready.isPresent()) {
      calls.passed(request.path());
      Bench.send(ready.get(), request.response());
    } else {
      play(request, received(request, body));
    }
  }

  private void play(HttpServerRequest request, Received received) {
    Call call = calls.begin(received);
    Behaviour behaviour = script.choose(received);
    Answer answer = answer(received, behaviour, call.number());
    new Delivery(vertx, request, call, behaviour, answer).start();
  }

  private static Received received(HttpServerRequest request, String body) {
    String query = request.query() == null ? "" : request.query();
    return new Received(
        request.method().name(), request.path(), query, headers(request.headers()), body);
  }

  private static Map<String, String> headers(MultiMap headers) {
    Map<String, String> all = new HashMap<>();
    headers.forEach(
        (name, value) -> all.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b));
    return all;
  }

  private Answer answer(Received request, Behaviour behaviour, long number) {
    Optional<Route> route = Routes.find(request);
    Provider provider = route.map(Route::provider).orElseGet(() -> Routes.providerOf(request));
    Answer answer;
    try {
      answer = natural(request, route, provider, behaviour, number);
    } catch (Rejected rejected) {
      answer = Answer.json(rejected.status, provider.error(rejected, number));
    }
    Supplier<Frame> errorEvent =
        () -> {
          Rejected rejected = asked(behaviour, behaviour.status == 0 ? 500 : behaviour.status);
          var body = provider.error(rejected, number);
          return route
              .map(r -> r.endpoint().errorEvent(body, behaviour.errorAfter))
              .orElseGet(() -> Frame.data(Frame.Kind.CONTENT, body));
        };
    return Faults.spoil(answer.with(provider.headers(number)), behaviour, errorEvent);
  }

  private Answer natural(
      Received request,
      Optional<Route> route,
      Provider provider,
      Behaviour behaviour,
      long number) {
    if (!behaviour.raw.isEmpty()) {
      return Faults.raw(behaviour);
    }
    if (behaviour.status >= 400 && behaviour.errorAfter < 0) {
      throw asked(behaviour, behaviour.status);
    }
    Route known = route.orElseThrow(() -> provider.unknown(request, false));
    if (!known.method().equals(request.method())) {
      throw provider.unknown(request, true);
    }
    provider.authenticate(request, rejectedKeys);
    return known.endpoint().answer(request, request.json(), behaviour, number);
  }

  private static Rejected asked(Behaviour behaviour, int status) {
    return new Rejected(status, behaviour.message, null, behaviour.code, behaviour.retryAfter);
  }
}
