package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.api.EncodingType;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageReaderTest {

  private static final Tokenizer TOKENIZER = new Tokenizer();

  private final UsageReader reader = new UsageReader(TOKENIZER);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String prompt(String json) {
    return MessageText.ofPrompt(utf8(json));
  }

  private static String response(String json) {
    return MessageText.ofResponse(utf8(json));
  }

  @Test
  void prompt_ofEveryForm_isItsText() {
    assertEquals("Hello", prompt("{\"model\":\"m\",\"prompt\":\"Hello\",\"user\":\"x\"}"));
    assertEquals("Hello", prompt("\"Hello\""));
    assertEquals("Hello", prompt("[{\"role\":\"user\",\"content\":\"Hello\"}]"));
    assertEquals("Hello", prompt("[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello\"}]}]"));
    assertEquals("", prompt(""));
    assertEquals("no json", prompt("no json"));
    assertEquals("be kind", prompt("{\"system\":\"be kind\"}"));
    assertEquals("a\nb", prompt("{\"input\":[\"a\",\"b\"]}"));
    assertEquals(
        "one\ntwo\nthree",
        prompt(
            "{\"messages\":[{\"role\":\"system\",\"content\":\"one\"},{\"role\":\"user\","
                + "\"content\":[{\"type\":\"text\",\"text\":\"two\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:...\"}}]},"
                + "{\"role\":\"tool\",\"content\":\"three\"}]}"));
  }

  @Test
  void response_ofEveryForm_isItsText() {
    assertEquals("Hi", response("\"Hi\""));
    assertEquals(
        "Hi",
        response("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"}}]}"));
    assertEquals(
        "find\n{\"q\":1}",
        response(
            "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"c1\","
                + "\"function\":{\"name\":\"find\",\"arguments\":\"{\\\"q\\\":1}\"}}]}}]}"));
    assertEquals("Hi", response("{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}"));
    assertEquals(
        "Hi", response("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}"));
    assertEquals("{\"temp\":21}", response("{\"temp\": 21}"));
  }

  @Test
  void count_ofKnownText_isWhatTheVocabularySays() {
    TokenUsage usage =
        reader.countNow(
            "gpt-4o", utf8("{\"prompt\":\"Hello world\"}"), utf8("\"tiktoken is great!\""));
    assertEquals(new TokenUsage(2, 6), usage);
  }

  @Test
  void count_ofSpecialTokens_takesThemAsText() {
    assertTrue(TOKENIZER.count("gpt-4o", "<|endoftext|>") > 1);
    assertEquals(0, TOKENIZER.count("gpt-4o", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4,CL100K_BASE",
    "gpt-4-turbo,CL100K_BASE",
    "openai/gpt-3.5-turbo-0125,CL100K_BASE",
    "gpt-4o,O200K_BASE",
    "gpt-4.1,O200K_BASE",
    "gpt-5,O200K_BASE",
    "claude-opus-5,O200K_BASE",
  })
  void vocabulary_ofAModel_isItsOwn(String model, EncodingType expected) {
    assertEquals(expected, Tokenizer.of(model));
  }

  @Test
  void count_calledOnAnEventLoop_worksElsewhereAndAnswersThere() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      CompletableFuture<String> answeredOn = new CompletableFuture<>();
      CompletableFuture<String> calledOn = new CompletableFuture<>();
      vertx.runOnContext(
          v -> {
            calledOn.complete(Thread.currentThread().getName());
            reader
                .count("gpt-4o", utf8("{\"prompt\":\"a b c\"}"), utf8("\"d\""))
                .subscribe()
                .with(
                    usage -> answeredOn.complete(Thread.currentThread().getName()),
                    answeredOn::completeExceptionally);
          });
      assertEquals(calledOn.get(10, TimeUnit.SECONDS), answeredOn.get(10, TimeUnit.SECONDS));
    } finally {
      vertx.close();
    }
  }
}
