package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Why a response ended, which its status and details say. */
final class ResponsesFinish {

  private ResponsesFinish() {}

  /**
   * Reads it from a response.
   *
   * @param calls whether functions were called
   * @param refused whether there was a refusal
   */
  static Finish read(ObjectNode response, boolean calls, boolean refused) {
    String status = Answers.text(response, "status");
    if (status.equals("incomplete")) {
      ObjectNode details = Answers.objectOrNull(response, "incomplete_details");
      boolean filtered =
          details != null && Answers.text(details, "reason").equals("content_filter");
      return filtered ? Finish.FILTER : Finish.LENGTH;
    }
    if (!status.equals("completed")) {
      throw new MalformedAnswerException("it has not been completed");
    }
    return calls ? Finish.TOOLS : refused ? Finish.REFUSAL : Finish.STOP;
  }

  /**
   * Writes it into a response.
   *
   * @param refused whether the answer has a refusal that says so by itself
   */
  static void write(ObjectNode response, Finish finish, boolean refused) {
    boolean filtered = finish == Finish.FILTER || (finish == Finish.REFUSAL && !refused);
    boolean whole = !filtered && finish != Finish.LENGTH;
    response.put("status", whole ? "completed" : "incomplete");
    if (!whole) {
      response
          .putObject("incomplete_details")
          .put("reason", filtered ? "content_filter" : "max_output_tokens");
    }
  }
}
