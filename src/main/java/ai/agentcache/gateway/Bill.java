package ai.agentcache.gateway;

import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * What asking a target costs, on whose behalf it may be. It is settled with the tokens that the
 * provider tells. When an answer breaks off, or is not waited for, it is settled with what was told
 * until then, and what was said is counted: somebody has paid for that.
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
  private final StringBuilder said = new StringBuilder();
  private Spent told = Spent.UNKNOWN;
  private boolean open;

  /**
   * @param prompt what the target is asked, JSON; not copied
   */
  Bill(Accounts accounts, Customer customer, Target target, byte[] prompt) {
    this.accounts = accounts;
    this.customer = customer;
    this.target = target;
    this.prompt = prompt;
  }

  /** The same call, which opens the bill when it is made. */
  Supplier<Uni<UpstreamAnswer>> of(Supplier<Uni<UpstreamAnswer>> call) {
    return () -> {
      begin();
      return call.get().onFailure().invoke(this::close);
    };
  }

  private void begin() {
    synchronized (this) {
      open = true;
    }
    accounts.called(customer, target);
  }

  private synchronized boolean close() {
    boolean wasOpen = open;
    open = false;
    return wasOpen;
  }

  /** A step of the answer has come. */
  synchronized void heard(Delta delta) {
    if (delta instanceof Delta.Usage usage) {
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

  /** The tokens told so far. */
  synchronized Spent told() {
    return told;
  }

  /**
   * The answer is there.
   *
   * @param storable whether it may be answered to others later
   */
  Piece.End settle(boolean storable, Spent spent) {
    close();
    Piece.End end = accounts.book(customer, target, spent);
    return new Piece.End(storable, end.usage(), end.costNanos());
  }

  /** No more of the answer will come, or be waited for; nothing if the bill is closed. */
  void breakOff() {
    if (close()) {
      String heard;
      synchronized (this) {
        heard = said.toString();
      }
      accounts.estimate(customer, target, prompt, heard, told());
    }
  }
}
