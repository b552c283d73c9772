package ai.agentcache.gateway;

import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.resilience.UpstreamException;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What asking a target costs, on whose behalf it may be. It is settled with the tokens that the
 * provider tells, or those that are counted if it tells none. When an answer breaks off, or is not
 * waited for, it is settled with what was told until then, and what was said is counted: somebody
 * has paid for that.
 *
 * <pre>
 * CLOSED --a call begins--> OPEN --it fails before its answer--> CLOSED
 *                             `----settled, broken off---------> CLOSED
 * </pre>
 */
final class Bill {

  private final Accounts accounts;
  private final Customer customer;
  private final Target target;
  private final byte[] prompt;
  private final CallSpans spans;
  private final StringBuilder said = new StringBuilder();
  private Spent told = Spent.UNKNOWN;
  private boolean open;
  private long calledAt;

  /**
   * @param prompt what the target is asked, JSON; not copied
   * @param spans told of each call
   */
  Bill(Accounts accounts, Customer customer, Target target, byte[] prompt, CallSpans spans) {
    this.accounts = accounts;
    this.customer = customer;
    this.target = target;
    this.prompt = prompt;
    this.spans = spans;
  }

  /**
   * The same call, which opens the bill when it is made.
   *
   * @param call makes it, with these further header fields
   */
  Supplier<Uni<UpstreamAnswer>> of(Function<Map<String, String>, Uni<UpstreamAnswer>> call) {
    return () -> {
      begin();
      return call.apply(spans.begin(target)).onFailure().invoke(this::failed);
    };
  }

  private void begin() {
    synchronized (this) {
      open = true;
      calledAt = accounts.nanos();
    }
    accounts.called(customer, target);
  }

  private void failed(Throwable failure) {
    if (close()) {
      note(failure);
    }
  }

  private void note(@Nullable Throwable failure) {
    spans.fail(failure);
    if (failure instanceof UpstreamException) {
      accounts.failed(customer, target);
    }
  }

  private synchronized boolean close() {
    boolean wasOpen = open;
    open = false;
    return wasOpen;
  }

  /** The first event of a streamed answer has come. */
  void begun() {
    long start;
    synchronized (this) {
      start = calledAt;
    }
    accounts.begun(customer, target, accounts.nanos() - start);
  }

  /** A step of the answer has come. */
  synchronized void heard(Delta delta) {
    if (delta instanceof Delta.Start start) {
      answeredBy(start.model());
    } else if (delta instanceof Delta.Usage usage) {
      told = usage.spent();
    } else if (delta instanceof Delta.Text text) {
      said.append(text.text());
    } else if (delta instanceof Delta.Thought thought) {
      said.append(thought.text());
    } else if (delta instanceof Delta.Refusal refusal) {
      said.append(refusal.text());
    } else if (delta instanceof Delta.Call call) {
      said.append(call.name());
    } else if (delta instanceof Delta.Arguments arguments) {
      said.append(arguments.json());
    }
  }

  /** The provider says which model it is that answers. */
  void answeredBy(String model) {
    spans.answeredBy(model);
  }

  /** The tokens told so far. */
  synchronized Spent told() {
    return told;
  }

  /**
   * The answer is there.
   *
   * @param storable whether it may be answered to others later
   * @param spent the tokens; where they are not known, what was asked and heard is counted
   */
  Uni<Piece.End> settle(boolean storable, Spent spent) {
    close();
    spans.end(spent);
    Uni<Piece.End> booked =
        spent.isKnown()
            ? Uni.createFrom().item(accounts.book(customer, target, spent))
            : accounts.estimate(customer, target, prompt, said(), spent);
    return booked.map(end -> new Piece.End(storable, end.usage(), end.costNanos()));
  }

  private synchronized String said() {
    return said.toString();
  }

  /**
   * No more of the answer will come; nothing if the bill is closed.
   *
   * @param failure why; null if nobody waits for it any more
   */
  void breakOff(@Nullable Throwable failure) {
    if (close()) {
      note(failure);
      accounts.estimate(customer, target, prompt, said(), told()).subscribe().with(booked -> {});
    }
  }
}
