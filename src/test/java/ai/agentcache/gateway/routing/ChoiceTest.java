package ai.agentcache.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.routing.Wish.NodeType;
import ai.agentcache.gateway.routing.Wish.Priority;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which one of several models is chosen. */
class ChoiceTest {

  private static final Needs PLAIN = Needs.of(SamplePrompts.text("x".repeat(4_000)), Set.of());

  private static String best(Choice choice) {
    return choice.best().target().label();
  }

  @ParameterizedTest
  @CsvSource({
    "QUALITY, alpha:alpha-large",
    "SPEED, gamma:gamma-1",
    "COST, gamma:gamma-1",
  })
  void heuristic_byPriority_takesWhatMatters(Priority priority, String expected) {
    Choice choice = Heuristic.choose(SampleMarket.usual().candidates(), PLAIN, priority);
    assertEquals(expected, best(choice));
    assertTrue(choice.reason().startsWith("the best of 5 models by"), choice.reason());
  }

  @Test
  void heuristic_equalsButForPrice_takesTheCheaper() {
    List<Candidate> twins =
        new SampleMarket()
            .model("a", "dear", 2, 4, 9, SampleMarket.ALL)
            .model("b", "cheap", 2, 4, 3, SampleMarket.ALL)
            .candidates();
    assertEquals("b:cheap", best(Heuristic.choose(twins, PLAIN, Priority.QUALITY)));
  }

  @Test
  void heuristic_equalsButForLoad_takesTheIdle() {
    SampleMarket market =
        new SampleMarket()
            .model("a", "one", 2, 4, 3, SampleMarket.ALL)
            .model("b", "two", 2, 4, 3, SampleMarket.ALL)
            .condition("a", new Condition(true, 40, 0));
    assertEquals("b:two", best(Heuristic.choose(market.candidates(), PLAIN, Priority.QUALITY)));
  }

  @Test
  void heuristic_measuredSlow_losesSpeed() {
    SampleMarket market =
        new SampleMarket()
            .model("a", "one", 3, 3, 3, SampleMarket.ALL)
            .model("b", "two", 3, 3, 3, SampleMarket.ALL)
            .condition("a", new Condition(true, 0, 4_000_000))
            .condition("b", new Condition(true, 0, 400_000));
    assertEquals("b:two", best(Heuristic.choose(market.candidates(), PLAIN, Priority.SPEED)));
  }

  @Test
  void heuristic_theBestIsDownOrGoing_comesLast() {
    SampleMarket market =
        SampleMarket.usual()
            .down("alpha")
            .card(SampleMarket.card("beta", "beta-old", 3, 5, SampleMarket.ALL, 1_000, true));
    Choice choice = Heuristic.choose(market.candidates(), PLAIN, Priority.QUALITY);
    assertEquals(
        List.of("beta:beta-pro", "gamma:gamma-1", "beta:beta-flash", "beta:beta-old"),
        SampleMarket.labels(choice.ordered()).subList(0, 4));
  }

  @Test
  void heuristic_unknownPrice_isNotHeldForCheap() {
    SampleMarket market =
        SampleMarket.usual()
            .card(SampleMarket.card("delta", "free", 3, 1, SampleMarket.ALL, 1_000, false));
    Choice choice = Heuristic.choose(market.candidates(), PLAIN, Priority.COST);
    assertEquals("delta:free", SampleMarket.labels(choice.ordered()).get(5));
  }

  @Test
  void costAware_takesTheCheapest_andSaysThePrice() {
    Choice choice = CostAware.choose(SampleMarket.usual().candidates(), PLAIN, Optional.empty());
    assertEquals("gamma:gamma-1", best(choice));
    assertEquals("the cheapest of 5 models, about $0.0002", choice.reason());
  }

  @Test
  void costAware_theCheapestIsDown_takesTheNext() {
    List<Candidate> all = SampleMarket.usual().down("gamma").candidates();
    assertEquals("beta:beta-flash", best(CostAware.choose(all, PLAIN, Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({"0.0002, 1", "0.0006, 2", "0.001, 3", "0.02, 5"})
  void costAware_withinABudget_leavesTheDearerOut(BigDecimal most, int left) {
    List<Candidate> all = SampleMarket.usual().candidates();
    assertEquals(left, CostAware.choose(all, PLAIN, Optional.of(most)).ordered().size());
  }

  @Test
  void costAware_nothingWithinTheBudget_namesTheCheapestPrice() {
    List<Candidate> all = SampleMarket.usual().candidates();
    ApiException problem =
        assertThrows(
            ApiException.class,
            () -> CostAware.choose(all, PLAIN, Optional.of(new BigDecimal("0.0001"))));
    assertEquals(ErrorCode.INVALID_FIELD, problem.code());
    assertEquals(
        "`maxCost` is too little: the cheapest that can do it is gamma:gamma-1, at about $0.0002",
        problem.details());
  }

  @Test
  void costAware_onlyUnknownPrices_cannotKeepABudget() {
    List<Candidate> all =
        new SampleMarket()
            .card(SampleMarket.card("delta", "free", 3, 1, SampleMarket.ALL, 10_000, false))
            .candidates();
    assertEquals(
        "the cheapest of 1 model, its price is not known",
        CostAware.choose(all, PLAIN, Optional.empty()).reason());
    ApiException problem =
        assertThrows(
            ApiException.class, () -> CostAware.choose(all, PLAIN, Optional.of(BigDecimal.ONE)));
    assertTrue(problem.details().startsWith("`maxCost` cannot be kept"), problem.details());
  }

  @ParameterizedTest
  @CsvSource({
    "PLAN, alpha:alpha-large",
    "BUILD, beta:beta-pro",
    "VALIDATE, gamma:gamma-1",
    "REVIEW, beta:beta-pro",
  })
  void orchestrated_byWork_takesWhatIsFit(NodeType work, String expected) {
    Choice choice = Orchestrated.choose(SampleMarket.usual().candidates(), PLAIN, work);
    assertEquals(expected, best(choice));
    assertTrue(choice.reason().endsWith("as is fit to " + Orchestrated.word(work)));
  }

  @Test
  void orchestrated_nothingGood_takesTheBestThereIs() {
    List<Candidate> all = SampleMarket.usual().down("alpha").candidates();
    List<Candidate> poor = all.stream().filter(one -> one.card().quality() < 4).toList();
    assertEquals("gamma:gamma-1", best(Orchestrated.choose(poor, PLAIN, NodeType.BUILD)));
  }

  private static List<String> fallbacks(SampleMarket market, int first) {
    List<Candidate> all = market.candidates();
    return Fallbacks.of(all.get(first).target(), all, PLAIN).stream().map(Target::label).toList();
  }

  @Test
  void fallbacks_areOfOtherProvidersFirst_andAsGoodAsMayBe() {
    SampleMarket market = SampleMarket.usual();
    assertEquals(
        List.of("beta:beta-pro", "gamma:gamma-1", "beta:beta-flash"), fallbacks(market, 0));
    assertEquals(
        List.of("gamma:gamma-1", "alpha:alpha-large", "beta:beta-flash"), fallbacks(market, 2));
    assertEquals(List.of("beta:beta-flash", "beta:beta-pro"), fallbacks(market.down("alpha"), 4));
  }

  private static Optional<String> cheaper(SampleMarket market, int failed) {
    List<Candidate> all = market.candidates();
    return Fallbacks.cheaper(all.get(failed).target(), all, PLAIN).map(Target::label);
  }

  @Test
  void cheaper_isOfAnotherProviderAndNeverDearer() {
    SampleMarket market = SampleMarket.usual();
    assertEquals(Optional.of("gamma:gamma-1"), cheaper(market, 0));
    assertEquals(Optional.of("gamma:gamma-1"), cheaper(market, 3));
    assertEquals(Optional.empty(), cheaper(market, 4), "it is the cheapest");
    assertEquals(Optional.of("beta:beta-flash"), cheaper(market.down("gamma"), 0));
    assertEquals(Optional.of("alpha:alpha-small"), cheaper(market.down("beta"), 0));
  }

  @ParameterizedTest
  @CsvSource({"0, $0", "1234567, $0.0012", "275000000000, $280", "999, $0.000001"})
  void dollars_haveTwoDigits(long nanos, String text) {
    assertEquals(text, Choice.dollars(nanos));
  }
}
