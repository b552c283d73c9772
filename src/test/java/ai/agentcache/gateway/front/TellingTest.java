package ai.agentcache.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.anthropic.MessagesDialect;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.openai.ChatDialect;
import ai.agentcache.gateway.openai.ResponsesDialect;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of one dialect as another tells them. */
class TellingTest {

  private static final Front CHAT = new ChatDialect(() -> 0);
  private static final String USAGE =
      "'usage':{'prompt_tokens':11,'completion_tokens':22,'total_tokens':33}";
  private static final String TEXT =
      "{'id':'a','model':'m','choices':[{'index':0,'delta':{'content':'Hi'}}],%s}";
  private static final String END =
      "{'id':'a','model':'m','choices':[{'index':%d,'delta':{},'finish_reason':'%s'}]}";
  private static final String LAST = "{'id':'a','model':'m','choices':[],%s}".formatted(USAGE);

  private static String told(Front front, String... events) {
    Telling telling = new Telling(CHAT, front, Json.object());
    StringBuilder told = new StringBuilder();
    for (String event : events) {
      byte[] json = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      told.append(telling.event(Json.answer(json)));
    }
    return told.append(telling.end()).toString();
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  private static Front front(String name) {
    return name.equals("messages") ? new MessagesDialect() : new ResponsesDialect(() -> 0);
  }

  @ParameterizedTest
  @CsvSource({"messages, event: message_stop", "responses, event: response.completed"})
  void end_usageToldBeforeIt_isToldWithIt(String name, String last) {
    String told = told(front(name), TEXT.formatted(USAGE), END.formatted(0, "stop"));
    assertEquals(1, count(told, last), told);
    assertTrue(told.contains("\"output_tokens\":22"), told);
  }

  @ParameterizedTest
  @CsvSource({"messages, event: message_stop", "responses, event: response.completed"})
  void end_usageToldAfterIt_isToldOnce(String name, String last) {
    String told = told(front(name), TEXT.formatted(USAGE), END.formatted(0, "stop"), LAST);
    assertEquals(1, count(told, last), told);
  }

  @ParameterizedTest
  @CsvSource({"messages, event: message_stop", "responses, event: response.completed"})
  void end_noUsageAtAll_comesAllTheSame(String name, String last) {
    String told = told(front(name), TEXT.formatted("'x':1"), END.formatted(0, "stop"));
    assertEquals(1, count(told, last), told);
  }

  @ParameterizedTest
  @CsvSource({"messages, \"stop_reason\":\"end_turn\"", "responses, event: response.completed"})
  void end_toldTwice_isTheFirst(String name, String end) {
    String told =
        told(
            front(name),
            TEXT.formatted("'x':1"),
            END.formatted(0, "stop"),
            END.formatted(1, "length"),
            LAST);
    assertEquals(1, count(told, end), told);
  }
}
