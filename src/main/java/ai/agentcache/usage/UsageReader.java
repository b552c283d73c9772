package ai.agentcache.usage;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Finds out how many tokens an answer took when nobody has said so. */
@Singleton
public final class UsageReader {

  /** Up to here counting takes less than going to another thread and back. */
  private static final int SMALL_BYTES = 1_024;

  private final Tokenizer tokenizer;

  UsageReader(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Counts the tokens of a prompt and its answer: short ones at once, long ones, and the first that
   * need a vocabulary, on a worker thread; the result comes on the caller's Vert.x context. It is
   * an estimate: see {@link Tokenizer} for the vocabulary and {@link MessageText} for what is left
   * out.
   *
   * @param model the model, for its vocabulary
   * @param promptJson what the model was asked: the messages, a string, or the whole request; may
   *     be empty
   * @param responseJson the answer, any JSON
   */
  public Uni<TokenUsage> count(String model, byte[] promptJson, byte[] responseJson) {
    if (promptJson.length + responseJson.length <= SMALL_BYTES && tokenizer.isLoadedFor(model)) {
      return Uni.createFrom().item(countNow(model, promptJson, responseJson));
    }
    Context context = Vertx.currentContext();
    Executor back = context == null ? Runnable::run : task -> context.runOnContext(v -> task.run());
    return Uni.createFrom()
        .item(() -> countNow(model, promptJson, responseJson))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(back);
  }

  TokenUsage countNow(String model, byte[] promptJson, byte[] responseJson) {
    return new TokenUsage(
        tokenizer.count(model, MessageText.ofPrompt(promptJson)),
        tokenizer.count(model, MessageText.ofResponse(responseJson)));
  }
}
