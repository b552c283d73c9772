package ai.agentcache.fakes;

import java.util.Map;
import java.util.Optional;

/** Which provider and which of its endpoints a path belongs to. */
final class Routes {

  /** A place: whose manners count there, for which method, and what answers. */
  record Route(Provider provider, String method, Endpoint endpoint) {}

  private static final Provider OPENAI = new OpenAiManners();

  private static final Map<String, Route> FIXED =
      Map.of("/v1/chat/completions", post(OPENAI, new Generation(new OpenAiChat())));

  private Routes() {}

  private static Route post(Provider provider, Endpoint endpoint) {
    return new Route(provider, "POST", endpoint);
  }

  static Optional<Route> find(Received request) {
    return Optional.ofNullable(FIXED.get(request.path()));
  }

  /** Whose words to use for a path that nobody has. */
  static Provider providerOf(Received request) {
    return OPENAI;
  }
}
