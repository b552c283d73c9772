package ai.agentcache.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

  private static final Prompt TEXT = SamplePrompts.text("hello");

  /** What a request says: a model, a provider, both or neither. */
  private static Wish wish(Mode mode, String model, String provider, boolean failover) {
    return new Wish(
        said(model),
        said(provider),
        mode,
        failover,
        Set.of(),
        Wish.Priority.QUALITY,
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> said(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(text);
  }

  private static Wish needing(String... capabilities) {
    return new Wish(
        Optional.empty(),
        Optional.empty(),
        Mode.HEURISTIC,
        false,
        Set.of(capabilities),
        Wish.Priority.COST,
        Optional.empty(),
        Optional.empty());
  }

  private static Wish work(Wish.NodeType work) {
    return new Wish(
        Optional.empty(),
        Optional.empty(),
        Mode.ORCHESTRATED,
        false,
        Set.of(),
        Wish.Priority.QUALITY,
        Optional.empty(),
        Optional.of(work));
  }

  private static List<String> labels(Route route) {
    return route.targets().stream().map(Target::label).toList();
  }

  private static Mode mode(String label) {
    return Mode.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  @ParameterizedTest
  @CsvSource({
    "single-model, beta-pro, -, beta:beta-pro",
    "single-model, BETA-Pro, -, beta:beta-pro",
    "single-model, beta-pro-latest, -, beta:beta-pro-latest",
    "single-model, beta:whatever, -, beta:whatever",
    "single-model, beta-pro, beta, beta:beta-pro",
    "single-model, beta:beta-pro, beta, beta:beta-pro",
    "single-model, -, beta, beta:beta-flash",
    "single-model, -, -, alpha:alpha-small",
    "single-model, -, mock, mock:mock",
    "single-model, mock, -, mock:mock",
    "manual, beta:beta-pro, -, beta:beta-pro",
    "manual, beta-pro, beta, beta:beta-pro",
    "manual, mock:mock, -, mock:mock",
    "heuristic, -, -, alpha:alpha-large",
    "heuristic, -, beta, beta:beta-pro",
    "heuristic, beta-flash, -, beta:beta-flash",
    "heuristic, beta:unheard-of, -, beta:unheard-of",
    "heuristic, mock, -, mock:mock",
    "cost-aware, -, -, gamma:gamma-1",
    "cost-aware, -, alpha, alpha:alpha-small",
    "orchestrated, -, -, beta:beta-pro",
  })
  void route_byModeAndNames_leadsTo(String mode, String model, String provider, String expected) {
    Route route =
        SampleMarket.usual().router().route(wish(mode(mode), model, provider, false), TEXT);
    assertEquals(List.of(expected), labels(route));
    assertEquals(mode, route.mode());
    assertTrue(!route.reason().isBlank() && route.reason().length() < 120, route.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "single-model, nobody-knows, -, MODEL_NOT_FOUND, model",
    "single-model, x, nobody, INVALID_FIELD, activeProvider",
    "single-model, closed:x, -, PROVIDER_NOT_CONFIGURED, closed",
    "single-model, -, closed, PROVIDER_NOT_CONFIGURED, closed",
    "single-model, -, bare, MISSING_FIELD, model",
    "single-model, beta:, -, INVALID_FIELD, model",
    "manual, beta-pro, -, INVALID_FIELD, model",
    "manual, -, -, INVALID_FIELD, model",
    "manual, -, beta, INVALID_FIELD, model",
    "manual, closed:x, -, PROVIDER_NOT_CONFIGURED, closed",
    "heuristic, -, closed, PROVIDER_NOT_CONFIGURED, closed",
    "heuristic, nobody-knows, -, MODEL_NOT_FOUND, model",
    "heuristic, -, bare, MISSING_FIELD, model",
  })
  void route_toNowhere_saysWhy(
      String mode, String model, String provider, ErrorCode code, String named) {
    Router router = SampleMarket.usual().closed("closed").listed("bare").router();
    ApiException problem =
        assertThrows(
            ApiException.class, () -> router.route(wish(mode(mode), model, provider, false), TEXT));
    assertEquals(code, problem.code());
    assertTrue(problem.details().contains(named), problem.details());
  }

  @Test
  void route_singleModel_mayFailOverToOthers() {
    Router router = SampleMarket.usual().router();
    Wish may = wish(Mode.SINGLE_MODEL, "beta-pro", "-", true);
    assertEquals(
        List.of("beta:beta-pro", "gamma:gamma-1", "alpha:alpha-large", "beta:beta-flash"),
        labels(router.route(may, TEXT)));
    assertEquals(
        List.of("beta:beta-pro", "alpha:alpha-large", "beta:beta-flash", "alpha:alpha-small"),
        labels(router.route(may, SamplePrompts.image())),
        "gamma sees no images");
  }

  @Test
  void route_manual_neverFailsOver() {
    Wish may = wish(Mode.MANUAL, "beta:beta-pro", "-", true);
    assertEquals(List.of("beta:beta-pro"), labels(SampleMarket.usual().router().route(may, TEXT)));
  }

  @Test
  void route_namedThatCannot_isAskedUnlessOthersMay() {
    Router router = SampleMarket.usual().router();
    assertEquals(
        List.of("gamma:gamma-1"),
        labels(
            router.route(wish(Mode.SINGLE_MODEL, "gamma-1", "-", false), SamplePrompts.image())));
    Route others =
        router.route(wish(Mode.SINGLE_MODEL, "gamma-1", "-", true), SamplePrompts.image());
    assertEquals("beta:beta-flash", others.first().label());
    assertEquals("gamma:gamma-1 cannot be asked this, and others may", others.reason());
  }

  @Test
  void route_namedThatIsNotConfigured_givesWayToOthers() {
    Router router = SampleMarket.usual().closed("closed").router();
    Route route = router.route(wish(Mode.SINGLE_MODEL, "closed:x", "-", true), TEXT);
    assertEquals("gamma:gamma-1", route.first().label());
    assertEquals(3, route.targets().size());
  }

  @Test
  void route_heuristic_failsOverToTheOthersThatFit() {
    Route route =
        SampleMarket.usual()
            .router()
            .route(wish(Mode.HEURISTIC, "-", "-", true), SamplePrompts.image());
    assertEquals(
        List.of("alpha:alpha-large", "beta:beta-pro", "beta:beta-flash", "alpha:alpha-small"),
        labels(route));
  }

  @Test
  void route_choosing_leavesOutWhatCannot() {
    Router router = SampleMarket.usual().router();
    Wish cheap = wish(Mode.COST_AWARE, "-", "-", false);
    assertEquals("gamma:gamma-1", router.route(cheap, TEXT).first().label());
    for (Prompt prompt :
        List.of(
            SamplePrompts.image(),
            SamplePrompts.tools(),
            SamplePrompts.schema(),
            SamplePrompts.temperature(0),
            SamplePrompts.effort("low"))) {
      assertEquals("beta:beta-flash", router.route(cheap, prompt).first().label());
    }
    assertEquals("beta:beta-flash", router.route(needing("Tools"), TEXT).first().label());
  }

  @Test
  void route_nothingCan_saysWhatIsNeeded() {
    Router router = SampleMarket.usual().router();
    Prompt huge = SamplePrompts.text("x".repeat(500_000));
    ApiException problem =
        assertThrows(
            ApiException.class, () -> router.route(wish(Mode.COST_AWARE, "-", "-", false), huge));
    assertEquals(ErrorCode.INVALID_REQUEST, problem.code());
    assertTrue(problem.details().contains("about 125000 tokens"), problem.details());
    ApiException unnamed =
        assertThrows(
            ApiException.class,
            () -> router.route(wish(Mode.SINGLE_MODEL, "-", "-", false), huge),
            "mock stands in for nobody");
    assertEquals(ErrorCode.INVALID_REQUEST, unnamed.code());
    ApiException word =
        assertThrows(ApiException.class, () -> router.route(needing("magic"), TEXT));
    assertTrue(word.details().startsWith("`capabilities`"), word.details());
  }

  @ParameterizedTest
  @CsvSource({"single-model", "heuristic", "cost-aware", "orchestrated"})
  void route_withoutAnyProvider_isMock(String mode) {
    Router router = new SampleMarket().closed("alpha").router();
    Route route = router.route(wish(mode(mode), "-", "-", true), TEXT);
    assertEquals(List.of("mock:mock"), labels(route));
  }

  @Test
  void route_defaultModel_isAskedWhenNoneIsNamed() {
    Router router = SampleMarket.usual().byDefault("beta:beta-pro").router();
    assertEquals(
        "beta:beta-pro",
        router.route(wish(Mode.SINGLE_MODEL, "-", "-", false), TEXT).first().label());
    assertEquals(
        "beta:beta-pro",
        router.route(wish(Mode.SINGLE_MODEL, "-", "beta", false), TEXT).first().label());
    assertEquals(
        "alpha:alpha-small",
        router.route(wish(Mode.SINGLE_MODEL, "-", "alpha", false), TEXT).first().label());
  }

  @Test
  void route_orchestrated_isAsConfigured_ifThatCan() {
    Router router = SampleMarket.usual().set(Wish.NodeType.PLAN, "gamma:gamma-1").router();
    Route set = router.route(work(Wish.NodeType.PLAN), TEXT);
    assertEquals("gamma:gamma-1", set.first().label());
    assertEquals("it is configured to plan", set.reason());
    assertEquals(
        "alpha:alpha-large",
        router.route(work(Wish.NodeType.PLAN), SamplePrompts.image()).first().label());
  }

  @Test
  void named_alias_sendsTheSamePromptToTheSameModel_byWeight() {
    Router router =
        SampleMarket.usual().alias("Fast", "alpha:alpha-small@3,beta:beta-flash@1").router();
    int alpha = 0;
    for (int i = 0; i < 1_000; i++) {
      Prompt prompt = SamplePrompts.text("prompt " + i);
      Route route = router.named("fast", prompt);
      assertEquals(labels(route), labels(router.named("fast", prompt)));
      assertEquals(2, new HashSet<>(labels(route)).size(), "the other stands in");
      alpha += route.first().label().startsWith("alpha") ? 1 : 0;
    }
    assertTrue(alpha > 680 && alpha < 820, "three quarters, not " + alpha);
    assertEquals(
        Set.of("alpha:alpha-small", "beta:beta-flash"), Set.copyOf(labels(router.named("fast"))));
  }

  @Test
  void route_alias_narrowsAChoice() {
    Router router = SampleMarket.usual().alias("big", "alpha:alpha-large,beta:beta-pro").router();
    Route route = router.route(wish(Mode.COST_AWARE, "big", "-", false), TEXT);
    assertEquals("beta:beta-pro", route.first().label());
    assertEquals("the cheapest of 2 models, about $0.003", route.reason());
  }

  @Test
  void aliases_ofProvidersWithoutAKey_areLeftOut() {
    Router router =
        SampleMarket.usual().closed("closed").alias("x", "closed:y@9,beta:beta-pro@1").router();
    assertEquals(List.of("beta:beta-pro"), labels(router.named("x")));
  }

  @ParameterizedTest
  @CsvSource({"beta-pro", "nobody:x", "''", "beta:x@0", "'beta:x,'"})
  void aliases_thatMakeNoSense_stopTheStart(String target) {
    SampleMarket market = SampleMarket.usual().alias("bad", target);
    Exception problem = assertThrows(Exception.class, market::router);
    String message = String.valueOf(problem.getMessage());
    assertTrue(message.contains("agentcache.gateway.aliases.bad"), message);
  }

  @Test
  void aliases_aSnapshot_isNoWeight() {
    Router router = SampleMarket.usual().alias("x", "beta:pro@20240307").router();
    assertEquals(List.of("beta:pro@20240307"), labels(router.named("x")));
  }

  @Test
  void named_aModelOfSeveralProviders_isAskedOfTheOneWithAKey() {
    SampleMarket market =
        SampleMarket.usual()
            .card(SampleMarket.card("closed", "shared", 1, 1, SampleMarket.ALL, 10, false))
            .closed("closed")
            .listed("zeta", "shared");
    assertEquals(List.of("zeta:shared"), labels(market.router().named("shared")));
  }

  @Test
  void basic_isCheaperAndCan() {
    Router router = SampleMarket.usual().router();
    Target failed = router.named("alpha-large").first();
    assertEquals(Optional.of("gamma:gamma-1"), router.basic(failed, TEXT).map(Target::label));
    assertEquals(
        Optional.of("beta:beta-flash"),
        router.basic(failed, SamplePrompts.image()).map(Target::label));
    assertEquals(Optional.empty(), router.basic(router.named("gamma-1").first(), TEXT));
  }
}
