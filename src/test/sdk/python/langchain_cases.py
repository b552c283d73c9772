"""LangChain's chat models for Python, those of OpenAI's and of Anthropic's API."""

from typing import Literal

from langchain_anthropic import ChatAnthropic
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel, Field

from cases import ANTHROPIC, GOOGLE, OPENAI, PNG, PNG_URL, SAW, case, equal, misbehave, pauses, run


@tool
def get_weather(city: str) -> str:
    """The weather of a city."""
    return f"21 degrees in {city}"


@tool
def get_clock(zone: str) -> str:
    """The time of a zone."""
    return f"noon in {zone}"


TOOLS = {"get_weather": get_weather, "get_clock": get_clock}


class Person(BaseModel):
    """Somebody."""

    name: str = Field(description="What they are called.")
    age: int
    colour: Literal["green", "blue"]


PERSON = Person(name="text", age=1, colour="green")


def chats(it, **settings):
    """Every way LangChain has to ask for a model."""
    return (
        ChatOpenAI(model=it.model, stream_usage=True, **settings),
        ChatOpenAI(model=it.model, use_responses_api=True, **settings),
        ChatAnthropic(model=it.model, max_tokens=4000, **settings),
    )


def finished(answer):
    metadata = answer.response_metadata
    return metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("status")


@case()
def invoke(it):
    for chat in chats(it):
        text = it.prompt("hello")
        answer = chat.invoke([SystemMessage("You echo."), HumanMessage(text)])
        equal(answer.text, "echo: " + text)
        assert finished(answer) in ("stop", "end_turn", "completed"), answer.response_metadata
        usage = answer.usage_metadata
        equal(usage["input_tokens"] + usage["output_tokens"], usage["total_tokens"])
        assert usage["output_tokens"] > 0


@case()
async def invoke_asynchronously(it):
    for chat in chats(it):
        text = it.prompt("hello")
        equal((await chat.ainvoke(text)).text, "echo: " + text)
        equal("".join([chunk.text async for chunk in chat.astream(text)]), "echo: " + text)


@case()
def stream(it):
    for chat in chats(it):
        text = it.prompt("one two three")
        chunks = list(chat.stream(text))
        equal("".join(chunk.text for chunk in chunks), "echo: " + text)
        assert len([chunk for chunk in chunks if chunk.text]) > 3, chunks
        whole = chunks[0]
        for chunk in chunks[1:]:
            whole += chunk
        assert whole.usage_metadata["output_tokens"] > 0, whole


@case()
def chain(it):
    prompt = ChatPromptTemplate.from_messages(
        [("system", "You echo."), ("human", "first"), ("ai", "echo: first"), ("human", "{text}")]
    )
    text = it.prompt("and now")
    for chat in chats(it):
        equal((prompt | chat).invoke({"text": text}).text, "echo: " + text)


@case()
def tools(it):
    for chat in chats(it):
        bound = chat.bind_tools(list(TOOLS.values()))
        messages = [HumanMessage(it.prompt("Use get_weather and get_clock"))]
        answer = bound.invoke(messages)
        equal(
            [(call["name"], call["args"]) for call in answer.tool_calls],
            [("get_weather", {"city": "text"}), ("get_clock", {"zone": "text"})],
        )
        messages += [answer, *(TOOLS[call["name"]].invoke(call) for call in answer.tool_calls)]
        assert all(isinstance(message, ToolMessage) for message in messages[2:])
        equal(bound.invoke(messages).text, "result: 21 degrees in text; noon in text")


@case()
def tools_streamed(it):
    for chat in chats(it):
        bound = chat.bind_tools(list(TOOLS.values()))
        chunks = list(bound.stream(it.prompt("Use get_weather and get_clock")))
        whole = chunks[0]
        for chunk in chunks[1:]:
            whole += chunk
        equal(
            [(call["name"], call["args"]) for call in whole.tool_calls],
            [("get_weather", {"city": "text"}), ("get_clock", {"zone": "text"})],
        )


@case()
def tools_forced(it):
    for chat in chats(it):
        bound = chat.bind_tools(list(TOOLS.values()), tool_choice="get_clock")
        answer = bound.invoke(it.prompt("anything"))
        equal([call["name"] for call in answer.tool_calls], ["get_clock"])


@case()
def structured(it):
    for chat in chats(it):
        for method in ("json_schema", "function_calling"):
            text = it.prompt("Who is it, by " + method.replace("_", " "))
            equal(chat.with_structured_output(Person, method=method).invoke(text), PERSON)


@case()
def image(it):
    text = it.prompt("what is it")
    standard = {"type": "image", "base64": PNG, "mime_type": "image/png"}
    for chat in chats(it):
        answer = chat.invoke([HumanMessage([{"type": "text", "text": text}, standard])])
        equal(answer.text, SAW + text)
    url = {"type": "image_url", "image_url": {"url": PNG_URL}}
    answer = chats(it)[0].invoke([HumanMessage([{"type": "text", "text": text}, url])])
    equal(answer.text, SAW + text)


@case(models=(ANTHROPIC, GOOGLE))
def thinking(it):
    chat = ChatAnthropic(
        model=it.model, max_tokens=4000, thinking={"type": "enabled", "budget_tokens": 1024}
    )
    messages = [HumanMessage(it.prompt("think"))]
    answer = chat.invoke(messages)
    thoughts = [block for block in answer.content_blocks if block["type"] == "reasoning"]
    assert thoughts[0]["reasoning"].startswith("The user said: think"), answer
    text = it.prompt("and now")
    equal(chat.invoke([*messages, answer, HumanMessage(text)]).text, "echo: " + text)


@case()
def conversation_with_answers_of_models(it):
    """What a model answered is history for the next question, in every form it comes in."""
    for chat in chats(it):
        messages = [HumanMessage(it.prompt("first"))]
        answer = chat.invoke(messages)
        assert isinstance(answer, AIMessage)
        text = it.prompt("second")
        equal(chat.invoke([*messages, answer, HumanMessage(text)]).text, "echo: " + text)


@case(models=(OPENAI,), cached=False)
def provider_limit_is_waited_for(it):
    for number, chat in enumerate(chats(it, max_retries=1)):
        text = it.prompt(f"a long pause {number}")
        misbehave(text, status=429, retryAfter="7")
        with pauses() as slept:
            equal(chat.invoke(text).text, "echo: " + text)
        equal(slept, [7])


@case(models=("text-embedding-3-small",), needs="/v1/embeddings")
def embeddings(it):
    vectors = OpenAIEmbeddings(model=it.model, check_embedding_ctx_length=False).embed_documents(
        [it.prompt("one"), it.prompt("two")]
    )
    equal(len(vectors), 2)
    assert vectors[0] and vectors[0] != vectors[1]


run()
