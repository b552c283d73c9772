package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.json;
import static ai.agentcache.gateway.openai.Sample.text;
import static ai.agentcache.gateway.openai.Sample.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.gateway.chat.Turn.Role;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponsesWriteTest {

  private static final ResponsesDialect DIALECT = new ResponsesDialect(() -> Sample.NOW);

  @Test
  void write_promptOfThisDialect_keepsEveryField() {
    ObjectNode body =
        json("{'model':'alias','input':'Hi','unknown':[1.50],'stream':true,'store':true}");
    assertEquals(
        json("{'model':'gpt-5','input':'Hi','unknown':[1.50],'store':true}"),
        DIALECT.write(DIALECT.parse(body).withModel("gpt-5")));
  }

  @ParameterizedTest
  @EnumSource(Tools.Choice.class)
  void parse_whatWasWritten_givesTheSamePrompt(Tools.Choice choice) {
    List<Turn> turns = new ArrayList<>(Sample.conversation());
    Turn answer = turns.get(2);
    List<Part> parts = new ArrayList<>(answer.parts());
    parts.set(0, new Part.Thought("a cat?", Optional.of("gAAA"), true));
    turns.set(2, new Turn(Role.ASSISTANT, parts));
    turns.set(3, turn(Role.USER, new Part.ToolResult("c", List.of(Sample.IMAGE), false)));
    Prompt prompt = Sample.prompt(turns, Sample.plainSampling(), tools(choice), Sample.schema());
    assertEquals(prompt, Sample.neutral(DIALECT.parse(DIALECT.write(prompt))));
  }

  private static Tools tools(Tools.Choice choice) {
    return Sample.tools(choice);
  }

  @Test
  void write_promptOfAnotherDialect_isAsOpenAiWantsIt() {
    Prompt prompt =
        Sample.prompt(
            List.of(
                turn(Role.SYSTEM, text("Be brief.")),
                turn(Role.USER, text("Weather?"), Sample.LINKED),
                turn(
                    Role.ASSISTANT,
                    new Part.Thought("signed", Optional.of("sig"), false),
                    text("I look."),
                    new Part.ToolCall("c1", "weather", "{}")),
                turn(Role.USER, new Part.ToolResult("c1", List.of(text("sunny")), false))),
            Sample.plainSampling(),
            Sample.tools(Tools.Choice.ANY),
            ResponseFormat.JSON);
    assertEquals(
        json(
            "{'model':'model-1','input':["
                + "{'type':'message','role':'system','content':'Be brief.'},"
                + "{'type':'message','role':'user','content':[{'type':'input_text',"
                + "'text':'Weather?'},{'type':'input_image','image_url':"
                + "'https://example.com/cat.png'}]},"
                + "{'type':'message','role':'assistant','content':[{'type':'output_text',"
                + "'text':'I look.','annotations':[]}]},"
                + "{'type':'function_call','call_id':'c1','name':'weather','arguments':'{}'},"
                + "{'type':'function_call_output','call_id':'c1','output':'sunny'}],"
                + "'temperature':0.5,'top_p':0.9,'max_output_tokens':300,"
                + "'tools':[{'type':'function','name':'weather','description':"
                + "'Tells the weather','parameters':{'type':'object','properties':{'city':"
                + "{'type':'string'}}},'strict':true},{'type':'function','name':'time',"
                + "'strict':false,'parameters':null}],'tool_choice':'required',"
                + "'parallel_tool_calls':false,'text':{'format':{'type':'json_object'}},"
                + "'reasoning':{'effort':'high'},'include':['reasoning.encrypted_content'],"
                + "'store':false}"),
        json(DIALECT.write(prompt).toString()));
  }

  @Test
  void write_stopTexts_areRefused() {
    Prompt prompt =
        Sample.prompt(List.of(), Sample.fullSampling(), Tools.NONE, ResponseFormat.TEXT);
    ApiException refused = assertThrows(ApiException.class, () -> DIALECT.write(prompt));
    assertTrue(refused.details().contains("`stop`"), refused.details());
  }

  @Test
  void write_promptOfChatThatWantsChoices_isRefused() {
    Prompt prompt =
        new ChatDialect(() -> Sample.NOW)
            .parse(json("{'model':'m','messages':[{'role':'user','content':'a'}],'n':2}"));
    ApiException refused = assertThrows(ApiException.class, () -> DIALECT.write(prompt));
    assertTrue(refused.details().contains("`n`"), refused.details());
    assertEquals(Sampling.DEFAULT, prompt.sampling());
  }

  @Test
  void askForStream_body_isStreamed() {
    ObjectNode body = json("{}");
    DIALECT.askForStream(body);
    assertEquals(json("{'stream':true}"), body);
  }
}
