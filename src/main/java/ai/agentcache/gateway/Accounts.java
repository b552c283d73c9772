package ai.agentcache.gateway;

import ai.agentcache.access.Budgets;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.time.Clock;
import ai.agentcache.usage.Charge;
import ai.agentcache.usage.Pricing;
import ai.agentcache.usage.TokenUsage;
import ai.agentcache.usage.UsageReader;
import ai.agentcache.usage.UsageRecorder;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * What providers were asked and what it cost: spent for real, as opposed to what the cache has
 * saved. It is booked on the budget of the key, unless the customer does not pay, in the statistics
 * of the tenant and in the metrics of this replica. The mock costs nothing.
 */
@Singleton
public final class Accounts {

  private static final Logger LOG = Logger.getLogger(Accounts.class);

  private static final byte[] NOTHING = {};
  private static final Piece.End FREE = new Piece.End(true, new TokenUsage(0, 0), 0);

  private final Pricing pricing;
  private final Budgets budgets;
  private final UsageRecorder usage;
  private final UsageReader reader;
  private final UpstreamMeters meters;
  private final Clock clock;

  Accounts(
      Pricing pricing,
      Budgets budgets,
      UsageRecorder usage,
      UsageReader reader,
      UpstreamMeters meters,
      Clock clock) {
    this.pricing = pricing;
    this.budgets = budgets;
    this.usage = usage;
    this.reader = reader;
    this.meters = meters;
    this.clock = clock;
  }

  /** Lets a target be asked; fails with {@code OverBudgetException}. */
  Uni<Void> require(Customer customer, Target target) {
    return isMock(target) ? Uni.createFrom().voidItem() : budgets.require(customer.caller());
  }

  /**
   * What asking a target will cost.
   *
   * @param prompt what it is asked, JSON
   * @param spans told of each call
   */
  Bill open(Customer customer, Target target, byte[] prompt, CallSpans spans) {
    return new Bill(this, customer, target, prompt, spans);
  }

  /** A target is called. */
  void called(Customer customer, Target target) {
    if (!isMock(target)) {
      usage.handle(customer.dimensions(target)).called();
    }
  }

  /** A call to a target failed by its fault. */
  void failed(Customer customer, Target target) {
    if (!isMock(target)) {
      usage.handle(customer.dimensions(target)).failed();
    }
  }

  /** A target has begun to stream its answer, so long after it was called. */
  void begun(Customer customer, Target target, long nanos) {
    if (!isMock(target)) {
      usage.handle(customer.dimensions(target)).begun(nanos);
    }
  }

  /** Now, in nanoseconds of this replica's clock. */
  long nanos() {
    return clock.nanos();
  }

  /** How long a target took to begin its answer, or to fail. */
  void attempt(Target target, String outcome, long nanos) {
    meters.attempt(target.provider().name(), outcome, nanos);
  }

  /** A target has charged for these tokens; tells what they cost. */
  Piece.End book(Customer customer, Target target, Spent spent) {
    String provider = target.provider().name();
    TokenUsage tokens = new TokenUsage(spent.input(), spent.output());
    long cost = isMock(target) ? 0 : pricing.costNanos(provider, target.model(), charge(spent));
    meters.spent(provider, tokens, cost);
    if (!isMock(target)) {
      if (customer.pays()) {
        budgets.spend(customer.caller(), cost);
      }
      usage.handle(customer.dimensions(target)).spent(tokens, cost);
    }
    return new Piece.End(true, tokens, cost);
  }

  private static Charge charge(Spent spent) {
    return new Charge(spent.input(), spent.cachedInput(), spent.cacheWrites(), spent.output());
  }

  /**
   * A target has charged for an answer and not told all the tokens: they are counted, and booked
   * whether anybody waits for that or not.
   *
   * @param prompt what it was asked, JSON
   * @param said what was heard
   * @param told the tokens it has told of, if any
   * @return what it costs; never fails
   */
  Uni<Piece.End> estimate(
      Customer customer, Target target, byte[] prompt, String said, Spent told) {
    if (isMock(target)) {
      return Uni.createFrom().item(FREE);
    }
    byte[] heard = said.isEmpty() ? NOTHING : Json.bytes(TextNode.valueOf(said));
    Uni<Piece.End> booked =
        reader
            .count(target.model(), prompt, heard)
            .map(counted -> book(customer, target, larger(told, counted)))
            .onFailure()
            .invoke(failure -> LOG.warnf("The tokens of an answer are not counted: %s", failure))
            .onFailure()
            .recoverWithItem(FREE)
            .memoize()
            .indefinitely();
    booked.subscribe().with(done -> {});
    return booked;
  }

  /** Providers tell the tokens of the prompt first and those of the answer last. */
  private static Spent larger(Spent told, TokenUsage counted) {
    return new Spent(
        told.input() > 0 ? told.input() : counted.input(),
        Math.max(told.output(), counted.output()),
        told.cachedInput(),
        told.cacheWrites(),
        told.reasoning());
  }

  private static boolean isMock(Target target) {
    return target.provider().name().equals(Providers.MOCK);
  }
}
