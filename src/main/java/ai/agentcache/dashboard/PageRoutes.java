package ai.agentcache.dashboard;

import ai.agentcache.access.DemoKeys;
import ai.agentcache.launch.Environment;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard and the widget: files that are the same for everybody, held in memory. What
 * they show they ask the API for, with the key of whoever looks.
 */
@Singleton
final class PageRoutes {

  /** Before the endpoints, after what every request passes. */
  private static final int ORDER = 0;

  private static final String DASHBOARD = "/dashboard/";
  private static final String WIDGETS = "/widgets/";

  private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final String ONLY_OWN =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors ";

  private final DashboardConfig config;
  private final FrameAncestors ancestors;
  private final DemoKeys demoKeys;
  private final Environment environment;
  private final Pages pages = new Pages();

  PageRoutes(DashboardConfig config, DemoKeys demoKeys, Environment environment) {
    this.config = config;
    this.ancestors = new FrameAncestors(config);
    this.demoKeys = demoKeys;
    this.environment = environment;
  }

  void install(@Observes Router router) {
    if (!config.enabled()) {
      return;
    }
    get(router, "/", PageRoutes::lead);
    get(router, "/dashboard", PageRoutes::lead);
    get(router, DASHBOARD + "settings.json", this::settings);
    get(router, DASHBOARD + "*", this::dashboard);
    get(router, WIDGETS + "*", this::widget);
  }

  private static void get(Router router, String path, Handler<RoutingContext> handler) {
    router.route(path).order(ORDER).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  /** Relative, so that it holds behind a proxy that serves the service below a path. */
  private static void lead(RoutingContext context) {
    String path = context.request().path();
    if (path.equals("/") || path.equals("/dashboard")) {
      context.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, "dashboard/").end();
    } else {
      context.next(); // what the router takes for the same is not
    }
  }

  /** What the page needs to know before anybody signs in. */
  private void settings(RoutingContext context) {
    JsonObject settings = new JsonObject();
    if (environment == Environment.DEVELOPMENT) {
      demoKeys.first().ifPresent(key -> settings.put("demoKey", key));
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(settings.toBuffer());
  }

  private void dashboard(RoutingContext context) {
    send(context, DASHBOARD, ONLY_OWN + "'none'");
  }

  private void widget(RoutingContext context) {
    context
        .response()
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    send(context, WIDGETS, ONLY_OWN + ancestors.of(context.request().getParam("tenant")));
  }

  private void send(RoutingContext context, String folder, String policy) {
    String path = context.normalizedPath();
    Page page = pages.at(path.equals(folder) ? folder + "index.html" : path);
    if (page == null) {
      context.next();
      return;
    }
    HttpServerResponse response =
        context
            .response()
            .putHeader(POLICY, policy)
            .putHeader("Referrer-Policy", "no-referrer")
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader(HttpHeaders.ETAG, page.etag());
    if (page.etag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, page.type());
    boolean gzip = acceptsGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    Buffer body = gzip ? page.gzip() : page.plain();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (HttpMethod.HEAD.equals(context.request().method())) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static boolean acceptsGzip(@Nullable String encodings) {
    return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
  }
}
