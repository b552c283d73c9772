"""Anthropic's SDK for Python."""

from typing import Literal

import anthropic
from anthropic import Anthropic, AsyncAnthropic, beta_tool
from pydantic import BaseModel

from cases import (
    ANTHROPIC,
    GOOGLE,
    LIMITED_KEY,
    OPENAI,
    PNG,
    SAW,
    case,
    equal,
    misbehave,
    pauses,
    raises,
    run,
)

client = Anthropic()
once = client.with_options(max_retries=0)


def ask(it, content, by=client, **more):
    """A message from a text, the parts of a message, or whole messages."""
    messages = content
    if isinstance(content, str) or "role" not in content[0]:
        messages = [{"role": "user", "content": content}]
    return by.messages.create(**{"model": it.model, "max_tokens": 500, "messages": messages, **more})


def tool(name, argument):
    return {
        "name": name,
        "description": f"Call {name}.",
        "input_schema": {
            "type": "object",
            "properties": {argument: {"type": "string"}},
            "required": [argument],
        },
    }


WEATHER, CLOCK = tool("get_weather", "city"), tool("get_clock", "zone")


class Person(BaseModel):
    name: str
    age: int
    colour: Literal["green", "blue"]
    friends: list[str]


# ---- messages -----------------------------------------------------------------------------------


@case()
def message(it):
    text = it.prompt("hello")
    raw = client.messages.with_raw_response.create(
        model=it.model, max_tokens=500, messages=[{"role": "user", "content": text}]
    )
    it.served(raw.headers)
    answer = raw.parse()
    equal((answer.type, answer.role), ("message", "assistant"))
    (block,) = answer.content
    equal((block.type, block.text), ("text", "echo: " + text))
    equal((answer.stop_reason, answer.stop_sequence), ("end_turn", None))
    assert answer.usage.input_tokens > 0 and answer.usage.output_tokens > 0
    assert answer.id and answer.model.startswith(it.model)


@case()
async def message_asynchronous(it):
    text = it.prompt("hello")
    async with AsyncAnthropic() as aside:
        async with aside.messages.stream(
            model=it.model, max_tokens=500, messages=[{"role": "user", "content": text}]
        ) as events:
            equal("".join([said async for said in events.text_stream]), "echo: " + text)


@case()
def stream(it):
    text = it.prompt("one two three")
    events = list(ask(it, text, stream=True))
    kinds = [event.type for event in events]
    equal((kinds[0], kinds[-2:]), ("message_start", ["message_delta", "message_stop"]))
    equal((kinds.count("content_block_start"), kinds.count("content_block_stop")), (1, 1))
    deltas = [event.delta.text for event in events if event.type == "content_block_delta"]
    equal("".join(deltas), "echo: " + text)
    assert len(deltas) > 3, deltas
    equal(events[-2].delta.stop_reason, "end_turn")
    assert events[-2].usage.output_tokens > 0


@case()
def stream_by_assistance(it):
    text = it.prompt("one two three")
    with client.messages.stream(
        model=it.model, max_tokens=500, messages=[{"role": "user", "content": text}]
    ) as events:
        it.served(events.response.headers)
        equal("".join(events.text_stream), "echo: " + text)
        final = events.get_final_message()
    equal(final.content[0].text, "echo: " + text)
    equal(final.stop_reason, "end_turn")
    assert final.usage.output_tokens > 0


@case()
def stream_then_whole(it):
    """What was recorded as a stream is told whole, and the other way round."""
    for first in (True, False):
        text = it.prompt(f"recorded {first}")
        for streamed in (first, not first):
            answer = ask(it, text, stream=streamed)
            if streamed:
                said = [e.delta.text for e in answer if e.type == "content_block_delta"]
                equal("".join(said), "echo: " + text)
            else:
                equal(answer.content[0].text, "echo: " + text)


@case()
def conversation(it):
    text = it.prompt("and now")
    messages = [
        {"role": "user", "content": "first"},
        {"role": "assistant", "content": [{"type": "text", "text": "echo: first"}]},
        {"role": "user", "content": [{"type": "text", "text": text}]},
    ]
    system = [{"type": "text", "text": "You echo.", "cache_control": {"type": "ephemeral"}}]
    answer = ask(it, messages, system=system, extra_body={"temperature": 0.5})
    equal(answer.content[0].text, "echo: " + text)
    usage = answer.usage
    total = usage.input_tokens + (usage.cache_read_input_tokens or 0)
    assert total >= len(text.split()) + 5, usage


@case()
def tools(it):
    messages = [{"role": "user", "content": it.prompt("Use get_weather, please")}]
    answer = ask(it, messages, tools=[WEATHER, CLOCK])
    equal(answer.stop_reason, "tool_use")
    (call,) = [block for block in answer.content if block.type == "tool_use"]
    equal((call.name, call.input), ("get_weather", {"city": "text"}))
    result = {"type": "tool_result", "tool_use_id": call.id, "content": "21 degrees"}
    messages += [
        {"role": "assistant", "content": answer.content},
        {"role": "user", "content": [result]},
    ]
    final = ask(it, messages, tools=[WEATHER, CLOCK])
    equal((final.content[0].text, final.stop_reason), ("result: 21 degrees", "end_turn"))


@case()
def tools_in_parallel(it):
    messages = [{"role": "user", "content": it.prompt("Use get_weather and get_clock")}]
    answer = ask(it, messages, tools=[WEATHER, CLOCK])
    called = [block for block in answer.content if block.type == "tool_use"]
    equal([call.name for call in called], ["get_weather", "get_clock"])
    equal(len({call.id for call in called}), 2)
    results = [
        {
            "type": "tool_result",
            "tool_use_id": call.id,
            "content": [{"type": "text", "text": f"{call.name} says so"}],
        }
        for call in called
    ]
    messages += [
        {"role": "assistant", "content": [block.model_dump() for block in answer.content]},
        {"role": "user", "content": results},
    ]
    final = ask(it, messages, tools=[WEATHER, CLOCK])
    equal(final.content[0].text, "result: get_weather says so; get_clock says so")


@case()
def tools_streamed(it):
    with client.messages.stream(
        model=it.model,
        max_tokens=500,
        messages=[{"role": "user", "content": it.prompt("Use get_weather and get_clock")}],
        tools=[WEATHER, CLOCK],
    ) as events:
        parts = [event.partial_json for event in events if event.type == "input_json"]
        final = events.get_final_message()
    equal("".join(parts).replace(" ", ""), '{"city":"text"}{"zone":"text"}')
    called = [(block.name, block.input) for block in final.content if block.type == "tool_use"]
    equal(called, [("get_weather", {"city": "text"}), ("get_clock", {"zone": "text"})])
    equal(final.stop_reason, "tool_use")


@case()
def tools_run(it):
    asked = []

    @beta_tool
    def get_weather(city: str) -> str:
        """The weather of a city."""
        asked.append(city)
        return "21 degrees"

    runner = client.beta.messages.tool_runner(
        model=it.model,
        max_tokens=500,
        tools=[get_weather],
        messages=[{"role": "user", "content": it.prompt("Use get_weather")}],
    )
    final = runner.until_done()
    equal(asked, ["text"])
    equal(final.content[0].text, "result: 21 degrees")


@case()
def tools_chosen(it):
    def names(choice):
        answer = ask(
            it,
            it.prompt("Use get_weather and get_clock"),
            tools=[WEATHER, CLOCK],
            tool_choice=choice,
        )
        return [block.name for block in answer.content if block.type == "tool_use"]

    equal(names({"type": "none"}), [])
    equal(names({"type": "any"}), ["get_weather", "get_clock"])
    equal(names({"type": "tool", "name": "get_clock"}), ["get_clock"])
    if it.model != GOOGLE:
        equal(names({"type": "auto", "disable_parallel_tool_use": True}), ["get_weather"])


@case()
def structured(it):
    answer = client.messages.parse(
        model=it.model,
        max_tokens=500,
        messages=[{"role": "user", "content": it.prompt("Who is it?")}],
        output_format=Person,
    )
    equal(answer.parsed_output, Person(name="text", age=1, colour="green", friends=["text"]))


@case()
def structured_streamed(it):
    with client.messages.stream(
        model=it.model,
        max_tokens=500,
        messages=[{"role": "user", "content": it.prompt("Who is it?")}],
        output_format=Person,
    ) as events:
        final = events.get_final_message()
    equal(final.parsed_output.colour, "green")


@case()
def image(it):
    text = it.prompt("what is it")
    source = {"type": "base64", "media_type": "image/png", "data": PNG}
    content = [{"type": "image", "source": source}, {"type": "text", "text": text}]
    equal(ask(it, content).content[0].text, SAW + text)


@case()
def thinking(it):
    answer = ask(
        it,
        it.prompt("think"),
        max_tokens=4000,
        thinking={"type": "enabled", "budget_tokens": 1024},
    )
    texts = [block.text for block in answer.content if block.type == "text"]
    assert texts[0].startswith("echo: think"), texts
    if it.model != OPENAI:  # which keeps its thoughts to itself
        equal(answer.content[0].type, "thinking")
        assert answer.content[0].thinking.startswith("The user said: think"), answer.content


@case(models=(ANTHROPIC, GOOGLE))
def thinking_streamed(it):
    with client.messages.stream(
        model=it.model,
        max_tokens=4000,
        messages=[{"role": "user", "content": it.prompt("think")}],
        thinking={"type": "enabled", "budget_tokens": 1024},
    ) as events:
        thoughts = [event.thinking for event in events if event.type == "thinking"]
        final = events.get_final_message()
    assert "".join(thoughts).startswith("The user said: think"), thoughts
    equal([block.type for block in final.content], ["thinking", "text"])
    equal(final.content[0].thinking, "".join(thoughts))
    assert final.content[0].signature is not None


@case(models=(ANTHROPIC, GOOGLE))
def thinking_and_tools(it):
    """The thoughts go back with the results, as they came."""
    settings = {
        "tools": [WEATHER],
        "thinking": {"type": "enabled", "budget_tokens": 1024},
        "max_tokens": 4000,
    }
    messages = [{"role": "user", "content": it.prompt("Use get_weather")}]
    answer = ask(it, messages, **settings)
    equal([block.type for block in answer.content], ["thinking", "tool_use"])
    result = {"type": "tool_result", "tool_use_id": answer.content[1].id, "content": "21 degrees"}
    messages += [
        {"role": "assistant", "content": answer.content},
        {"role": "user", "content": [result]},
    ]
    final = ask(it, messages, **settings)
    equal(final.content[-1].text, "result: 21 degrees")


@case()
def stop_sequence(it):
    answer = ask(it, it.prompt("before HALT after"), stop_sequences=["HALT"])
    equal(answer.content[0].text.strip(), "echo: before")
    if it.model == ANTHROPIC:  # others do not say what stopped them
        equal((answer.stop_reason, answer.stop_sequence), ("stop_sequence", "HALT"))


@case(cached=False)
def max_tokens(it):
    answer = ask(it, it.prompt("one two three four five"), max_tokens=3)
    equal((answer.content[0].text, answer.stop_reason), ("echo: one two", "max_tokens"))


@case(cached=False)
def refusal(it):
    equal(ask(it, it.prompt("Please refuse")).stop_reason, "refusal")


# ---- what else there is -------------------------------------------------------------------------


@case(models=(ANTHROPIC,), cached=False, needs="/v1/models")
def models(it):
    """Of the list's fields only the names are as in this API."""
    listed = [model.id for model in client.models.list()]
    assert any(name.startswith("claude-") for name in listed), listed


# ---- errors -------------------------------------------------------------------------------------


@case(models=(ANTHROPIC,), cached=False)
def bad_request(it):
    for name in ("model", "max_tokens", "messages"):
        body = {"model": it.model, "max_tokens": 9, "messages": [{"role": "user", "content": "x"}]}
        del body[name]
        error = raises(
            anthropic.BadRequestError,
            lambda: client.post("/v1/messages", body=body, cast_to=object),
        )
        assert name in error.message, error.message
        equal(error.body["error"]["type"], "invalid_request_error")
        assert error.request_id


@case(cached=False)
def bad_request_by_value(it):
    for bad in ({"messages": []}, {"extra_body": {"temperature": 9}}, {"max_tokens": 0}):
        error = raises(anthropic.BadRequestError, lambda: ask(it, "x", **bad))
        equal(error.body["error"]["type"], "invalid_request_error")


@case(models=(ANTHROPIC,), cached=False)
def unauthenticated(it):
    for key in ("ac_live_wrong", "sk-ant-wrong"):
        error = raises(anthropic.AuthenticationError, lambda: ask(it, "x", Anthropic(api_key=key)))
        equal(error.body["error"]["type"], "authentication_error")


@case(models=("nobody-knows", "openai:no-such-model", "anthropic:no-such-model"), cached=False)
def unknown_model(it):
    error = raises(anthropic.NotFoundError, lambda: ask(it, "x"))
    equal(error.body["error"]["type"], "not_found_error")


@case(cached=False)
def provider_limit_is_waited_for(it):
    """The gateway itself asks again after a short pause; of a long one it tells the SDK."""
    text = it.prompt("a short pause")
    misbehave(text, status=429, retryAfter="0")
    equal(ask(it, text, once).content[0].text, "echo: " + text)
    text = it.prompt("a long pause")
    misbehave(text, status=429, retryAfter="7")
    with pauses() as slept:
        equal(ask(it, text).content[0].text, "echo: " + text)
    equal(slept, [7])


@case(cached=False)
def provider_limit(it):
    text = it.prompt("no patience")
    misbehave(text, status=429, retryAfter="7")
    error = raises(anthropic.RateLimitError, lambda: ask(it, text, once))
    equal(error.response.headers["retry-after"], "7")
    equal(error.body["error"]["type"], "rate_limit_error")


@case(cached=False)
def provider_failure(it):
    text = it.prompt("fails")
    misbehave(text, malformed=True)
    error = raises(anthropic.InternalServerError, lambda: ask(it, text, once))
    equal((error.status_code, error.body["error"]["type"]), (502, "api_error"))


@case(cached=False)
def broken_stream(it):
    text = it.prompt("one two three four five six seven eight")
    misbehave(text, errorAfter=4)
    error = raises(anthropic.APIStatusError, lambda: list(ask(it, text, once, stream=True)))
    equal(error.body["type"], "error")


@case(models=(ANTHROPIC,), cached=False)
def own_limit(it):
    limited = Anthropic(api_key=LIMITED_KEY, max_retries=1)
    text = it.prompt("hello")
    ask(it, text, limited)
    with pauses() as slept:
        error = raises(anthropic.RateLimitError, lambda: ask(it, text, limited))
    equal(len(slept), 1)
    wait = int(error.response.headers["retry-after"])
    assert wait > 0 and abs(wait - slept[0]) <= 1, (wait, slept)
    equal(error.body["error"]["type"], "rate_limit_error")


run()
