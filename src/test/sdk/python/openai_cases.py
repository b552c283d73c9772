"""OpenAI's SDK for Python."""

import json
from typing import Literal

import openai
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel

from cases import (
    ANTHROPIC,
    GOOGLE,
    LIMITED_KEY,
    MODELS,
    OPENAI,
    PNG_URL,
    SAW,
    case,
    equal,
    misbehave,
    pauses,
    raises,
    run,
)

client = OpenAI()
once = client.with_options(max_retries=0)


def user(text):
    return [{"role": "user", "content": text}]


def function(name, *arguments):
    return {
        "type": "function",
        "function": {
            "name": name,
            "description": f"Call {name}.",
            "parameters": {
                "type": "object",
                "properties": {argument: {"type": "string"} for argument in arguments},
                "required": list(arguments),
                "additionalProperties": False,
            },
            "strict": True,
        },
    }


WEATHER, CLOCK = function("get_weather", "city"), function("get_clock", "zone")


class Person(BaseModel):
    name: str
    age: int
    colour: Literal["green", "blue"]
    friends: list[str]


# ---- chat completions ---------------------------------------------------------------------------


@case()
def chat(it):
    text = it.prompt("hello")
    raw = client.chat.completions.with_raw_response.create(model=it.model, messages=user(text))
    it.served(raw.headers)
    answer = raw.parse()
    equal(answer.object, "chat.completion")
    equal(answer.choices[0].message.role, "assistant")
    equal(answer.choices[0].message.content, "echo: " + text)
    equal(answer.choices[0].finish_reason, "stop")
    equal(answer.usage.prompt_tokens + answer.usage.completion_tokens, answer.usage.total_tokens)
    assert answer.usage.completion_tokens > 0
    assert answer.id and answer.created > 0 and answer.model.startswith(it.model)


@case()
async def chat_asynchronous(it):
    text = it.prompt("hello")
    async with AsyncOpenAI() as aside:
        answer = await aside.chat.completions.create(model=it.model, messages=user(text))
        equal(answer.choices[0].message.content, "echo: " + text)
        stream = await aside.chat.completions.create(
            model=it.model, messages=user(text), stream=True
        )
        said = [chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices]
        equal("".join(said), "echo: " + text)


@case()
def stream(it):
    text = it.prompt("one two three")
    raw = client.chat.completions.with_raw_response.create(
        model=it.model,
        messages=user(text),
        stream=True,
        stream_options={"include_usage": True},
    )
    it.served(raw.headers)
    chunks = list(raw.parse())
    choices = [chunk.choices[0] for chunk in chunks if chunk.choices]
    said = [choice.delta.content for choice in choices if choice.delta.content]
    equal("".join(said), "echo: " + text)
    assert len(said) > 3, said
    equal(choices[0].delta.role, "assistant")
    equal([choice.finish_reason for choice in choices if choice.finish_reason], ["stop"])
    equal({chunk.id for chunk in chunks}, {chunks[0].id})
    usage = [chunk.usage for chunk in chunks if chunk.usage]
    equal(len(usage), 1)
    assert usage[0].prompt_tokens > 0 and usage[0].completion_tokens > 0


@case()
def stream_without_usage(it):
    answer = client.chat.completions.create(
        model=it.model, messages=user(it.prompt("hello")), stream=True
    )
    equal([chunk.usage for chunk in answer if chunk.usage], [])


@case()
def stream_by_assistance(it):
    text = it.prompt("hello")
    with client.chat.completions.stream(model=it.model, messages=user(text)) as events:
        kinds = {event.type for event in events}
        whole = events.get_final_completion()
    assert {"chunk", "content.delta", "content.done"} <= kinds, kinds
    equal(whole.choices[0].message.content, "echo: " + text)


@case()
def stream_then_whole(it):
    """What was recorded as a stream is told whole, and the other way round."""
    for first in (True, False):
        text = it.prompt(f"recorded {first}")
        for streamed in (first, not first):
            answer = client.chat.completions.create(
                model=it.model, messages=user(text), stream=streamed
            )
            if streamed:
                said = [chunk.choices[0].delta.content or "" for chunk in answer if chunk.choices]
                equal("".join(said), "echo: " + text)
            else:
                equal(answer.choices[0].message.content, "echo: " + text)


@case()
def conversation(it):
    text = it.prompt("and now")
    messages = [
        {"role": "system", "content": "You echo."},
        {"role": "user", "content": "first"},
        {"role": "assistant", "content": "echo: first"},
        {"role": "user", "content": [{"type": "text", "text": text}]},
    ]
    answer = client.chat.completions.create(model=it.model, messages=messages, temperature=0.5)
    equal(answer.choices[0].message.content, "echo: " + text)
    assert answer.usage.prompt_tokens >= len(text.split()) + 5


@case()
def tools(it):
    messages = user(it.prompt("Use get_weather, please"))
    answer = client.chat.completions.create(
        model=it.model, messages=messages, tools=[WEATHER, CLOCK], tool_choice="auto"
    )
    equal(answer.choices[0].finish_reason, "tool_calls")
    message = answer.choices[0].message
    (call,) = message.tool_calls
    equal((call.type, call.function.name), ("function", "get_weather"))
    equal(json.loads(call.function.arguments), {"city": "text"})
    messages += [message, {"role": "tool", "tool_call_id": call.id, "content": "21 degrees"}]
    final = client.chat.completions.create(model=it.model, messages=messages, tools=[WEATHER, CLOCK])
    equal(final.choices[0].message.content, "result: 21 degrees")
    equal(final.choices[0].finish_reason, "stop")


@case()
def tools_in_parallel(it):
    messages = user(it.prompt("Use get_weather and get_clock"))
    answer = client.chat.completions.create(
        model=it.model, messages=messages, tools=[WEATHER, CLOCK]
    )
    message = answer.choices[0].message
    equal([call.function.name for call in message.tool_calls], ["get_weather", "get_clock"])
    equal(len({call.id for call in message.tool_calls}), 2)
    messages.append(message.model_dump(exclude_none=True))
    for call in message.tool_calls:
        result = f"{call.function.name} says so"
        messages.append({"role": "tool", "tool_call_id": call.id, "content": result})
    final = client.chat.completions.create(model=it.model, messages=messages, tools=[WEATHER, CLOCK])
    equal(final.choices[0].message.content, "result: get_weather says so; get_clock says so")


@case()
def tools_streamed(it):
    with client.chat.completions.stream(
        model=it.model,
        messages=user(it.prompt("Use get_weather and get_clock")),
        tools=[WEATHER, CLOCK],
    ) as events:
        done = [event for event in events if event.type == "tool_calls.function.arguments.done"]
        whole = events.get_final_completion()
    equal([event.name for event in done], ["get_weather", "get_clock"])
    equal([json.loads(event.arguments) for event in done], [{"city": "text"}, {"zone": "text"}])
    equal(whole.choices[0].finish_reason, "tool_calls")


@case()
def tools_chosen(it):
    def names(choice, **more):
        answer = client.chat.completions.create(
            model=it.model,
            messages=user(it.prompt("Use get_weather and get_clock")),
            tools=[WEATHER, CLOCK],
            tool_choice=choice,
            **more,
        )
        return [call.function.name for call in answer.choices[0].message.tool_calls or []]

    equal(names("none"), [])
    equal(names("required"), ["get_weather", "get_clock"])
    equal(names({"type": "function", "function": {"name": "get_clock"}}), ["get_clock"])


@case(models=(OPENAI, ANTHROPIC))
def tools_one_at_a_time(it):
    answer = client.chat.completions.create(
        model=it.model,
        messages=user(it.prompt("Use get_weather and get_clock")),
        tools=[WEATHER, CLOCK],
        parallel_tool_calls=False,
    )
    equal(len(answer.choices[0].message.tool_calls), 1)


@case()
def structured(it):
    answer = client.chat.completions.parse(
        model=it.model, messages=user(it.prompt("Who is it?")), response_format=Person
    )
    equal(
        answer.choices[0].message.parsed,
        Person(name="text", age=1, colour="green", friends=["text"]),
    )


@case()
def structured_streamed(it):
    with client.chat.completions.stream(
        model=it.model, messages=user(it.prompt("Who is it?")), response_format=Person
    ) as events:
        whole = events.get_final_completion()
    equal(whole.choices[0].message.parsed.colour, "green")


@case(models=(OPENAI, GOOGLE))
def structured_as_any_object(it):
    text = it.prompt("As JSON")
    answer = client.chat.completions.create(
        model=it.model, messages=user(text), response_format={"type": "json_object"}
    )
    equal(json.loads(answer.choices[0].message.content), {"echo": text})


@case()
def image(it):
    text = it.prompt("what is it")
    content = [
        {"type": "text", "text": text},
        {"type": "image_url", "image_url": {"url": PNG_URL}},
    ]
    answer = client.chat.completions.create(model=it.model, messages=user(content))
    equal(answer.choices[0].message.content, SAW + text)


@case()
def reasoning(it):
    answer = client.chat.completions.create(
        model=it.model,
        messages=user(it.prompt("think")),
        reasoning_effort="low",
        max_completion_tokens=4000,
    )
    assert answer.choices[0].message.content.startswith("echo: think")
    if it.model == OPENAI:
        assert answer.usage.completion_tokens_details.reasoning_tokens > 0
    else:
        thoughts = answer.choices[0].message.reasoning_content
        assert thoughts.startswith("The user said: think"), thoughts


@case(models=(ANTHROPIC, GOOGLE))
def reasoning_streamed(it):
    chunks = client.chat.completions.create(
        model=it.model,
        messages=user(it.prompt("think")),
        reasoning_effort="low",
        max_completion_tokens=4000,
        stream=True,
    )
    thoughts = [
        getattr(chunk.choices[0].delta, "reasoning_content", None) or ""
        for chunk in chunks
        if chunk.choices
    ]
    assert "".join(thoughts).startswith("The user said: think"), thoughts


@case()
def stop(it):
    answer = client.chat.completions.create(
        model=it.model, messages=user(it.prompt("before HALT after")), stop=["HALT"]
    )
    equal(answer.choices[0].message.content.strip(), "echo: before")
    equal(answer.choices[0].finish_reason, "stop")


@case(cached=False)
def length(it):
    for name in ("max_tokens", "max_completion_tokens"):
        answer = client.chat.completions.create(
            model=it.model, messages=user(it.prompt("one two three four five")), **{name: 3}
        )
        equal(answer.choices[0].message.content, "echo: one two")
        equal(answer.choices[0].finish_reason, "length")


def refused(it):
    answer = client.chat.completions.create(
        model=it.model, messages=user(it.prompt("Please refuse"))
    )
    return answer.choices[0].message.refusal, answer.choices[0].finish_reason


@case(models=(OPENAI,))
def refusal(it):
    equal(refused(it), ("I'm sorry, but I can't help with that.", "stop"))


@case(models=(ANTHROPIC, GOOGLE), cached=False)
def refusal_without_words(it):
    equal(refused(it)[1], "content_filter")


# ---- responses ----------------------------------------------------------------------------------


@case()
def responses(it):
    text = it.prompt("hello")
    raw = client.responses.with_raw_response.create(
        model=it.model, input=text, instructions="You echo."
    )
    it.served(raw.headers)
    answer = raw.parse()
    equal(answer.output_text, "echo: " + text)
    equal((answer.object, answer.status), ("response", "completed"))
    equal(answer.usage.input_tokens + answer.usage.output_tokens, answer.usage.total_tokens)
    assert answer.usage.output_tokens > 0


@case()
def responses_streamed(it):
    text = it.prompt("one two three")
    events = list(client.responses.create(model=it.model, input=text, stream=True))
    deltas = [event.delta for event in events if event.type == "response.output_text.delta"]
    equal("".join(deltas), "echo: " + text)
    assert len(deltas) > 3, deltas
    equal((events[0].type, events[-1].type), ("response.created", "response.completed"))
    equal(events[-1].response.output_text, "echo: " + text)
    assert events[-1].response.usage.output_tokens > 0
    equal([event.sequence_number for event in events], list(range(len(events))))


@case()
def responses_stream_by_assistance(it):
    text = it.prompt("hello")
    with client.responses.stream(model=it.model, input=text) as events:
        kinds = {event.type for event in events}
        final = events.get_final_response()
    assert "response.output_text.done" in kinds, kinds
    equal(final.output_text, "echo: " + text)


RESPONSES_TOOLS = [
    {"type": "function", **tool["function"]} for tool in (WEATHER, CLOCK)
]


@case()
def responses_tools(it):
    conversation = user(it.prompt("Use get_weather and get_clock"))
    answer = client.responses.create(model=it.model, input=conversation, tools=RESPONSES_TOOLS)
    called = [item for item in answer.output if item.type == "function_call"]
    equal([item.name for item in called], ["get_weather", "get_clock"])
    equal(json.loads(called[0].arguments), {"city": "text"})
    conversation += answer.output
    for item in called:
        conversation.append(
            {"type": "function_call_output", "call_id": item.call_id, "output": item.name + "!"}
        )
    final = client.responses.create(model=it.model, input=conversation, tools=RESPONSES_TOOLS)
    equal(final.output_text, "result: get_weather!; get_clock!")


@case()
def responses_tools_streamed(it):
    with client.responses.stream(
        model=it.model, input=it.prompt("Use get_weather"), tools=RESPONSES_TOOLS
    ) as events:
        done = [event for event in events if event.type == "response.function_call_arguments.done"]
        final = events.get_final_response()
    equal([json.loads(event.arguments) for event in done], [{"city": "text"}])
    equal([item.name for item in final.output if item.type == "function_call"], ["get_weather"])


@case()
def responses_structured(it):
    answer = client.responses.parse(
        model=it.model, input=it.prompt("Who is it?"), text_format=Person
    )
    equal(answer.output_parsed.colour, "green")


@case()
def responses_image(it):
    text = it.prompt("what is it")
    content = [
        {"type": "input_text", "text": text},
        {"type": "input_image", "image_url": PNG_URL, "detail": "auto"},
    ]
    answer = client.responses.create(model=it.model, input=user(content))
    equal(answer.output_text, SAW + text)


@case()
def responses_reasoning(it):
    answer = client.responses.create(
        model=it.model,
        input=it.prompt("think"),
        reasoning={"effort": "low", "summary": "auto"},
        max_output_tokens=4000,
    )
    thoughts = [item for item in answer.output if item.type == "reasoning"]
    assert thoughts[0].summary[0].text.startswith("The user said: think"), answer.output
    assert answer.output_text.startswith("echo: think")


@case(cached=False)
def responses_length(it):
    answer = client.responses.create(
        model=it.model, input=it.prompt("one two three four five"), max_output_tokens=3
    )
    equal((answer.status, answer.incomplete_details.reason), ("incomplete", "max_output_tokens"))
    equal(answer.output_text, "echo: one two")


# ---- what else there is -------------------------------------------------------------------------


@case(models=(OPENAI,), cached=False, needs="/v1/models")
def models(it):
    listed = {model.id for model in client.models.list()}
    assert set(MODELS) & listed, listed
    equal(client.models.retrieve(it.model).id, it.model)


@case(models=("text-embedding-3-small",), needs="/v1/embeddings")
def embeddings(it):
    texts = [it.prompt("one"), it.prompt("two")]
    answer = client.embeddings.create(model=it.model, input=texts)
    equal([item.index for item in answer.data], [0, 1])
    assert len(answer.data[0].embedding) > 0 and answer.data[0].embedding != answer.data[1].embedding


# ---- errors -------------------------------------------------------------------------------------


@case(models=(OPENAI,), cached=False)
def bad_request(it):
    for path in ("/chat/completions", "/responses"):
        for body in ({"messages": user("x"), "input": "x"}, {"model": it.model}):
            error = raises(
                openai.BadRequestError, lambda: client.post(path, body=body, cast_to=object)
            )
            missing = "messages" if path == "/chat/completions" else "input"
            assert (missing if "model" in body else "model") in error.message, error.message
            equal((error.status_code, error.type), (400, "invalid_request_error"))
            assert error.code and error.request_id


@case(cached=False)
def bad_request_by_value(it):
    for bad in ({"messages": []}, {"messages": user("x"), "temperature": 9}):
        error = raises(
            openai.BadRequestError, lambda: client.chat.completions.create(model=it.model, **bad)
        )
        assert error.code, error


@case(models=(OPENAI,), cached=False)
def unauthenticated(it):
    for key in ("ac_live_wrong", "sk-wrong"):
        stranger = OpenAI(api_key=key)
        error = raises(
            openai.AuthenticationError,
            lambda: stranger.chat.completions.create(model=it.model, messages=user("x")),
        )
        equal((error.status_code, error.code), (401, "invalid_api_key"))


@case(models=("nobody-knows", "openai:no-such-model", "anthropic:no-such-model"), cached=False)
def unknown_model(it):
    error = raises(
        openai.NotFoundError,
        lambda: client.chat.completions.create(model=it.model, messages=user("x")),
    )
    equal((error.status_code, error.code), (404, "model_not_found"))


@case(models=(OPENAI,), cached=False)
def unknown_path(it):
    raises(openai.NotFoundError, lambda: client.get("/nothing", cast_to=object))


@case(cached=False)
def provider_limit_is_waited_for(it):
    """The gateway itself asks again after a short pause; of a long one it tells the SDK."""
    text = it.prompt("a short pause")
    misbehave(text, status=429, retryAfter="0")
    answer = once.chat.completions.create(model=it.model, messages=user(text))
    equal(answer.choices[0].message.content, "echo: " + text)
    text = it.prompt("a long pause")
    misbehave(text, status=429, retryAfter="7")
    with pauses() as slept:
        answer = client.chat.completions.create(model=it.model, messages=user(text))
    equal(answer.choices[0].message.content, "echo: " + text)
    equal(slept, [7])


@case(cached=False)
def provider_limit(it):
    text = it.prompt("no patience")
    misbehave(text, status=429, retryAfter="7")
    error = raises(
        openai.RateLimitError,
        lambda: once.chat.completions.create(model=it.model, messages=user(text)),
    )
    equal(error.response.headers["retry-after"], "7")
    equal(error.code, "provider_rate_limited")


@case(cached=False)
def provider_failure(it):
    text = it.prompt("fails")
    misbehave(text, malformed=True)
    error = raises(
        openai.InternalServerError,
        lambda: once.chat.completions.create(model=it.model, messages=user(text)),
    )
    equal((error.status_code, error.code), (502, "provider_malformed"))


@case(cached=False)
def broken_stream(it):
    text = it.prompt("one two three four five six seven eight")
    misbehave(text, errorAfter=4)
    error = raises(
        openai.APIError,
        lambda: list(
            once.chat.completions.create(model=it.model, messages=user(text), stream=True)
        ),
    )
    assert error.code, error


@case(models=(OPENAI,), cached=False)
def own_limit(it):
    limited = OpenAI(api_key=LIMITED_KEY, max_retries=1)

    def ask():
        return limited.chat.completions.create(model=it.model, messages=user(it.prompt("hello")))

    ask()
    with pauses() as slept:
        error = raises(openai.RateLimitError, ask)
    equal(len(slept), 1)
    wait = int(error.response.headers["retry-after"])
    assert wait > 0 and abs(wait - slept[0]) <= 1, (wait, slept)
    equal((error.code, error.type), ("rate_limited", "rate_limit_error"))


run()
