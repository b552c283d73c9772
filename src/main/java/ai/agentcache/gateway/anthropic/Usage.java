package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.chat.Untrusted;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Tokens in the words of this dialect, whose {@code input_tokens} are those that were neither read
 * from the provider's cache nor written to it.
 */
final class Usage {

  private Usage() {}

  static Spent read(ObjectNode usage) {
    long read = Untrusted.count(usage, "cache_read_input_tokens");
    long written = Untrusted.count(usage, "cache_creation_input_tokens");
    long input = Untrusted.count(usage, "input_tokens") + read + written;
    long output = Untrusted.count(usage, "output_tokens");
    long thoughts =
        Untrusted.given(usage, "output_tokens_details")
            .map(details -> Untrusted.count(details, "thinking_tokens"))
            .orElse(0L);
    return new Spent(input, output, read, written, thoughts);
  }

  static ObjectNode write(Spent spent) {
    ObjectNode usage = Json.object();
    long plain = spent.input() - spent.cachedInput() - spent.cacheWrites();
    usage.put("input_tokens", Math.max(0, plain));
    usage.put("cache_creation_input_tokens", spent.cacheWrites());
    usage.put("cache_read_input_tokens", spent.cachedInput());
    usage.put("output_tokens", spent.output());
    if (spent.reasoning() > 0) {
      usage.putObject("output_tokens_details").put("thinking_tokens", spent.reasoning());
    }
    return usage;
  }
}
