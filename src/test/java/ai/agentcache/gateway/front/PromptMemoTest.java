package ai.agentcache.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.anthropic.MessagesDialect;
import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.front.PromptMemo.Asked;
import ai.agentcache.gateway.openai.ChatDialect;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.routing.Route;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.http.ApiException;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptMemoTest {

  private static final long BYTES = 1 << 20;
  private static final Front CHAT = new ChatDialect(() -> 0);
  private static final Front MESSAGES = new MessagesDialect();
  private static final String BODY =
      "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'hello'}]}";

  private int routed;
  private final PromptMemo memo = new PromptMemo(BYTES, this::route);

  private Route route(Prompt prompt) {
    routed++;
    if (prompt.model().equals("unknown")) {
      throw ApiException.field("model", "is not known");
    }
    return new Route(List.of(new Target(new Nobody(), prompt.model())), "mode", "reason");
  }

  /** Can be named and not asked. */
  private record Nobody() implements Provider {

    @Override
    public String name() {
      return "nobody";
    }

    @Override
    public boolean isConfigured() {
      return true;
    }

    @Override
    public List<String> models() {
      return List.of();
    }

    @Override
    public Dialect dialect(Prompt prompt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<UpstreamAnswer> ask(
        String model, Dialect dialect, Map<String, String> headers, byte[] body, boolean stream) {
      throw new UnsupportedOperationException();
    }
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static Asked read(PromptMemo memo, String json) {
    return memo.read(CHAT, "t", "n", bytes(json), true);
  }

  @Test
  void read_sameBytes_isTheSamePrompt() {
    Asked first = read(memo, BODY);
    assertSame(first, read(memo, BODY));
    assertEquals(1, routed);
    assertEquals("hello", text(first));
  }

  private static String text(Asked asked) {
    return asked.prepared().prompt().source().at("/messages/0/content").asText();
  }

  @Test
  void read_anotherCallerDialectOrByte_isReadAnew() {
    Asked first = read(memo, BODY);
    assertNotSame(first, memo.read(CHAT, "other", "n", bytes(BODY), true));
    assertNotSame(first, memo.read(CHAT, "t", "other", bytes(BODY), true));
    Asked message = memo.read(MESSAGES, "t", "n", bytes(BODY), true);
    assertEquals(MessagesDialect.NAME, message.prepared().prompt().dialect());
    assertEquals("hallo", text(read(memo, BODY.replace("hello", "hallo"))));
    assertNotSame(first, read(memo, BODY + " "));
    assertEquals(6, routed);
    assertSame(first, read(memo, BODY));
  }

  @Test
  void read_notToBeKept_isReadAnewUnlessKnown() {
    byte[] body = bytes(BODY);
    Asked first = memo.read(CHAT, "t", "n", body, false);
    Asked second = read(memo, BODY);
    assertNotSame(first, second);
    assertSame(second, memo.read(CHAT, "t", "n", body, false));
  }

  @Test
  void read_refused_isNotRemembered() {
    String unknown = BODY.replace("'m'", "'unknown'");
    for (int i = 0; i < 2; i++) {
      assertThrows(ApiException.class, () -> read(memo, unknown));
      assertThrows(ApiException.class, () -> read(memo, "{"));
      assertThrows(ApiException.class, () -> read(memo, "{'model':'m'}"));
      assertThrows(ApiException.class, () -> read(memo, ""));
      assertThrows(ApiException.class, () -> memo.read(CHAT, "t", "n", null, true));
    }
    assertEquals(2, routed);
    assertEquals(0, memo.weight());
  }

  @Test
  void read_manyBodies_staysWithinItsBound() {
    String branches = ",'x':[" + "{},".repeat(200) + "{}]}";
    for (int i = 0; i < 500; i++) {
      read(memo, BODY.replace("hello", "hello " + i).replaceFirst("}$", branches));
    }
    long weight = memo.weight();
    assertTrue(weight > BYTES / 2 && weight <= BYTES, "weighs " + weight);
  }

  @Test
  void read_largeBody_isNotKept() {
    PromptMemo spacious = new PromptMemo(64 << 20, this::route);
    String fits = BODY.replace("hello", "h".repeat(64_000));
    assertSame(read(spacious, fits), read(spacious, fits));
    String large = BODY.replace("hello", "h".repeat(66_000));
    assertNotSame(read(spacious, large), read(spacious, large));
  }

  @Test
  void read_switchedOff_keepsNothing() {
    PromptMemo off = new PromptMemo(0, this::route);
    assertNotSame(read(off, BODY), read(off, BODY));
    assertEquals(0, off.weight());
  }
}
