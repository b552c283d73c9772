package ai.agentcache.http;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/**
 * The methods of a path, for the header {@code Allow}, which RFC 9110 demands of every 405 and
 * RESTEasy leaves out. Asks the routing tables themselves, and only when a method was refused.
 */
final class AllowedMethods {

  private AllowedMethods() {}

  static String of(String path) {
    RequestMapper<InitialMatch> classes =
        new RequestMapper<>(ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers());
    Set<String> methods = new TreeSet<>();
    RequestMatch<InitialMatch> match = classes.map(path);
    while (match != null) {
      collect(match, methods);
      match = classes.continueMatching(path, match);
    }
    methods.add("OPTIONS");
    return String.join(", ", methods);
  }

  private static void collect(RequestMatch<InitialMatch> match, Set<String> methods) {
    String rest = match.remaining.isEmpty() ? "/" : match.remaining;
    for (Object handler : match.value.handlers) {
      if (handler instanceof ClassRoutingHandler routing) {
        routing.getMappers().forEach((method, paths) -> add(method, paths, rest, methods));
      }
    }
  }

  private static void add(
      String method, RequestMapper<RuntimeResource> paths, String rest, Set<String> methods) {
    if (method != null && paths.map(rest) != null) {
      methods.add(method);
      if (method.equals("GET")) {
        methods.add("HEAD");
      }
    }
  }
}
