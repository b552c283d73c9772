package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Spent;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Answers for tests. */
final class Answers {

  /** An answer with everything that has a word in the hub. */
  static final String FULL =
      """
      {'id':'msg_1','type':'message','role':'assistant','model':'claude-sonnet-4-5',
       'content':[
        {'type':'thinking','thinking':'Let me see what I can do.','signature':'EqQB'},
        {'type':'redacted_thinking','data':'secret'},
        {'type':'text','text':'I am looking it up for you.','citations':[
          {'type':'char_location','cited_text':'x'},{'type':'char_location','cited_text':'y'}]},
        {'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{'query':'a'}},
        {'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[{'url':'u'}]},
        {'type':'tool_use','id':'toolu_1','name':'weather',
         'input':{'city':'Rome','days':2.50}},
        {'type':'tool_use','id':'toolu_2','name':'clock','input':{}}],
       'stop_reason':'tool_use','stop_sequence':null,
       'usage':{'input_tokens':10,'cache_creation_input_tokens':3,'cache_read_input_tokens':5,
        'cache_creation':{'ephemeral_5m_input_tokens':3},'output_tokens':20,
        'output_tokens_details':{'thinking_tokens':4},'service_tier':'standard'}}
      """;

  private Answers() {}

  /** What {@link #FULL} says. */
  static Completion full() {
    return new Completion(
        "msg_1",
        "claude-sonnet-4-5",
        List.of(
            new Part.Thought("Let me see what I can do.", Optional.of("EqQB"), false),
            new Part.Thought("", Optional.of("secret"), true),
            new Part.Text("I am looking it up for you."),
            new Part.ToolCall("toolu_1", "weather", "{\"city\":\"Rome\",\"days\":2.50}"),
            new Part.ToolCall("toolu_2", "clock", "{}")),
        Finish.TOOLS,
        Optional.empty(),
        new Spent(18, 20, 5, 3, 4));
  }

  /** An answer as the provider could give it, with fields nobody knows. */
  static ObjectNode any(Random random) {
    ObjectNode answer = Json.object().put("id", "msg_" + random.nextInt(9)).put("type", "message");
    answer.put("role", "assistant").put("model", "claude-x");
    ArrayNode content = answer.putArray("content");
    for (int i = random.nextInt(5); i > 0; i--) {
      content.add(Jsons.fields(block(random), random, 2));
    }
    answer.put("stop_reason", random.nextBoolean() ? "end_turn" : "tool_use");
    answer.put("stop_sequence", random.nextBoolean() ? "END" : null);
    ObjectNode usage = answer.putObject("usage");
    usage.put("input_tokens", random.nextInt(99)).put("output_tokens", random.nextInt(99));
    Jsons.fields(usage, random, 1);
    return Jsons.sent(Jsons.fields(answer, random, 2));
  }

  private static ObjectNode block(Random random) {
    ObjectNode block = Json.object();
    switch (random.nextInt(5)) {
      case 0 -> {
        block.put("type", "text").put("text", Jsons.text(random));
        if (random.nextBoolean()) {
          block.putArray("citations").add(Jsons.any(random, 1)).add(Jsons.any(random, 1));
        } else {
          block.putNull("citations");
        }
      }
      case 1 ->
          block
              .put("type", "thinking")
              .put("thinking", Jsons.text(random))
              .put("signature", Jsons.text(random));
      case 2 -> block.put("type", "redacted_thinking").put("data", "x");
      case 3 -> {
        block.put("type", "tool_use").put("id", "toolu_1").put("name", "f");
        Jsons.fields(block.putObject("input"), random, 3);
      }
      default -> block.put("type", "unheard_of").set("content", Jsons.any(random, 2));
    }
    return block;
  }

  /** What a model of any provider could answer; its texts are as the hub has them. */
  static Completion completion(Random random) {
    List<Part> parts = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> {
          if (parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof Part.Text)) {
            parts.add(new Part.Text("t" + Jsons.text(random)));
          }
        }
        case 1 -> parts.add(new Part.Thought(Jsons.text(random), Optional.of("s" + i), false));
        case 2 -> parts.add(new Part.Thought("", Optional.of("s" + i), true));
        default ->
            parts.add(
                new Part.ToolCall("c" + i, "f", Jsons.fields(Json.object(), random, 2).toString()));
      }
    }
    Finish finish = random.nextBoolean() ? Finish.TOOLS : Finish.LENGTH;
    return new Completion("msg_1", "m", parts, finish, Optional.empty(), new Spent(10, 5, 2, 3, 1));
  }
}
