package ai.agentcache.gateway;

import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.routing.Target;
import org.jspecify.annotations.Nullable;

/**
 * A prompt with what was made of it last, so that asking the same of the same provider again makes
 * nothing anew. Can be kept, and shared between threads: nothing that it has is ever changed.
 */
public final class Prepared {

  private final Prompt prompt;
  private volatile @Nullable Made last;

  /** Of a prompt that nothing was made of yet. */
  public Prepared(Prompt prompt) {
    this.prompt = prompt;
  }

  private record Made(String betas, Target target, EffectiveRequest request) {

    boolean isFor(String others, Target other) {
      return betas.equals(others) && target.equals(other);
    }
  }

  /** What is asked. */
  public Prompt prompt() {
    return prompt;
  }

  /** The same for a target; what fails is not remembered. See {@link EffectiveRequest#of}. */
  EffectiveRequest request(String betas, Target target, Dialects dialects) {
    Made made = last;
    if (made == null || !made.isFor(betas, target)) {
      made = new Made(betas, target, EffectiveRequest.of(prompt, betas, target, dialects));
      last = made;
    }
    return made.request();
  }
}
