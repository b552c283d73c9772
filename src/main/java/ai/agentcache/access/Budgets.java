package ai.agentcache.access;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * May money be spent on behalf of a key: what it has caused providers to charge in this calendar
 * month (UTC), on all replicas, against its budget.
 *
 * <p>The sum is in Redis. A replica remembers it for a second and adds what it spends itself; while
 * Redis is away the last known sum decides, and what is spent is booked when Redis is back. A call
 * that was let go is never stopped, so a budget is exceeded by what is under way when it is used
 * up, and by what other replicas have spent within that second.
 */
@Singleton
public final class Budgets {

  /** No single answer costs more: a provider that claims so is not believed. */
  static final long MOST_NANOS = 1_000_000_000_000_000L;

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Clock clock;
  private final Function<Booking, Uni<Long>> book;
  private final BiFunction<List<String>, YearMonth, Uni<List<Long>>> sums;
  private final BiConsumer<Caller, Budget> heard;
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentHashMap<String, Purse> purses = new ConcurrentHashMap<>();

  @Inject
  Budgets(Clock clock, SpendStore store, LimitEvents events) {
    this(clock, store::book, store::sums, events::budgetSpent);
  }

  /**
   * @param book books, and tells the sum of the month
   * @param sums the sums of keys in a month, in their order
   * @param heard is told what Redis says of a budget
   */
  Budgets(
      Clock clock,
      Function<Booking, Uni<Long>> book,
      BiFunction<List<String>, YearMonth, Uni<List<Long>>> sums,
      BiConsumer<Caller, Budget> heard) {
    this.clock = clock;
    this.book = book;
    this.sums = sums;
    this.heard = heard;
  }

  /**
   * Lets a provider be asked on behalf of a key; fails with {@link OverBudgetException}. Answers at
   * once, in the caller's Vert.x context, unless Redis has to be asked.
   */
  public Uni<Void> require(Caller caller) {
    if (caller.monthlyBudgetNanos() == 0) {
      return Uni.createFrom().voidItem();
    }
    return of(caller)
        .onItem()
        .transformToUni(
            budget ->
                budget.isSpent()
                    ? Uni.createFrom()
                        .failure(new OverBudgetException(caller.keyId(), budget, clock.instant()))
                    : Uni.createFrom().voidItem());
  }

  /** Whether the budget of a key is known to be spent; asks nobody. */
  public boolean isSpent(Caller caller) {
    Purse purse = caller.monthlyBudgetNanos() == 0 ? null : purses.get(caller.keyId());
    return purse != null && budget(caller, purse, month()).isSpent();
  }

  /** What a key has spent of its budget, as far as can be told; never fails. */
  public Uni<Budget> of(Caller caller) {
    YearMonth month = month();
    Purse purse = purse(caller.keyId());
    if (purse.isFresh(month, clock.nanos(), FRESH_NANOS)) {
      return Uni.createFrom().item(budget(caller, purse, month));
    }
    return settle(caller, purse)
        .onFailure()
        .recoverWithNull()
        .emitOn(RequestContext.current())
        .map(settled -> budget(caller, purse, month));
  }

  /**
   * What keys have spent this month, nano-dollars; keys of which nothing is known, because Redis is
   * away, are left out. Never fails.
   */
  public Uni<Map<String, Long>> spentBy(List<String> keyIds) {
    YearMonth month = month();
    return sums.apply(keyIds, month)
        .map(
            booked -> {
              Map<String, Long> spent = new HashMap<>();
              for (int i = 0; i < keyIds.size(); i++) {
                Purse purse = purses.get(keyIds.get(i));
                long here = purse == null ? 0 : purse.unbooked(month);
                spent.put(keyIds.get(i), booked.get(i) + here);
              }
              return spent;
            })
        .onFailure()
        .recoverWithItem(() -> remembered(keyIds, month));
  }

  private Map<String, Long> remembered(List<String> keyIds, YearMonth month) {
    Map<String, Long> spent = new HashMap<>();
    for (String keyId : keyIds) {
      Purse purse = purses.get(keyId);
      if (purse != null && purse.knows(month)) {
        spent.put(keyId, purse.spent(month));
      }
    }
    return spent;
  }

  /** A provider has charged something on behalf of a key. */
  public void spend(Caller caller, long nanos) {
    if (nanos <= 0) {
      return;
    }
    YearMonth month = month();
    long now = clock.nanos();
    purses.compute(
        caller.keyId(),
        (id, known) -> {
          Purse purse = known == null ? new Purse(id, numbers::incrementAndGet, now) : known;
          purse.add(month, Math.min(nanos, MOST_NANOS), now);
          return purse;
        });
    if (caller.monthlyBudgetNanos() > 0) {
      settle(caller, purse(caller.keyId())).subscribe().with(done -> {}, failure -> {});
    }
  }

  /** Books everything that is not in Redis yet. */
  public Uni<Void> flush() {
    List<Uni<Void>> runs =
        purses.values().stream().filter(Purse::isOwing).map(this::settle).toList();
    return runs.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(runs).andCollectFailures().replaceWithVoid();
  }

  void tick() {
    flush().subscribe().with(done -> {}, failure -> {});
    long now = clock.nanos();
    purses
        .keySet()
        .forEach(
            id ->
                purses.computeIfPresent(
                    id, (same, purse) -> purse.isIdle(now, IDLE_NANOS) ? null : purse));
  }

  /** Keys in memory. */
  int size() {
    return purses.size();
  }

  private Purse purse(String keyId) {
    return purses.computeIfAbsent(
        keyId, id -> new Purse(id, numbers::incrementAndGet, clock.nanos()));
  }

  private Uni<Void> settle(Caller caller, Purse purse) {
    return settle(purse).invoke(() -> heard.accept(caller, budget(caller, purse, month())));
  }

  private Uni<Void> settle(Purse purse) {
    return purse.settle(month(), book, clock::nanos);
  }

  private static Budget budget(Caller caller, Purse purse, YearMonth month) {
    return new Budget(caller.monthlyBudgetNanos(), purse.spent(month));
  }

  private YearMonth month() {
    return QuotaMonth.of(clock.epochSeconds());
  }
}
