// LangChain's chat models for JavaScript, those of OpenAI's and of Anthropic's API.

import assert from 'node:assert/strict';
import { ChatAnthropic } from '@langchain/anthropic';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { tool } from '@langchain/core/tools';
import { concat } from '@langchain/core/utils/stream';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { z } from 'zod';
import { OPENAI, PNG_URL, SAW, all, misbehave, pauses, run, test } from './cases.mjs';

const weather = tool(({ city }) => `21 degrees in ${city}`, {
  name: 'get_weather',
  description: 'The weather of a city.',
  schema: z.object({ city: z.string() }),
});

const clock = tool(({ zone }) => `noon in ${zone}`, {
  name: 'get_clock',
  description: 'The time of a zone.',
  schema: z.object({ zone: z.string() }),
});

const TOOLS = { get_weather: weather, get_clock: clock };

const Person = z.object({ name: z.string(), age: z.number(), happy: z.boolean() });

/** Every way LangChain has to ask for a model. */
const chats = (it, settings = {}) => [
  new ChatOpenAI({ model: it.model, ...settings }),
  new ChatOpenAI({ model: it.model, useResponsesApi: true, ...settings }),
  new ChatAnthropic({ model: it.model, maxTokens: 4000, ...settings }),
];

const called = (message) => message.tool_calls.map(({ name, args }) => [name, args]);

const BOTH_CALLED = [
  ['get_weather', { city: 'text' }],
  ['get_clock', { zone: 'text' }],
];

test('invoke', async (it) => {
  for (const chat of chats(it)) {
    const text = it.prompt('hello');
    const answer = await chat.invoke([new SystemMessage('You echo.'), new HumanMessage(text)]);
    assert.equal(answer.text, `echo: ${text}`);
    const { input_tokens, output_tokens, total_tokens } = answer.usage_metadata;
    assert.ok(output_tokens > 0);
    assert.equal(input_tokens + output_tokens, total_tokens);
  }
});

test('stream', async (it) => {
  for (const chat of chats(it)) {
    const text = it.prompt('one two three');
    const chunks = await all(await chat.stream(text));
    assert.equal(chunks.map((chunk) => chunk.text).join(''), `echo: ${text}`);
    assert.ok(chunks.filter((chunk) => chunk.text).length > 3);
    assert.ok(chunks.reduce(concat).usage_metadata.output_tokens > 0);
  }
});

test('chain', async (it) => {
  const prompt = ChatPromptTemplate.fromMessages([
    ['system', 'You echo.'],
    ['human', 'first'],
    ['ai', 'echo: first'],
    ['human', '{text}'],
  ]);
  const text = it.prompt('and now');
  for (const chat of chats(it)) {
    assert.equal((await prompt.pipe(chat).invoke({ text })).text, `echo: ${text}`);
  }
});

test('tools', async (it) => {
  for (const chat of chats(it)) {
    const bound = chat.bindTools(Object.values(TOOLS));
    const messages = [new HumanMessage(it.prompt('Use get_weather and get_clock'))];
    const answer = await bound.invoke(messages);
    assert.deepEqual(called(answer), BOTH_CALLED);
    messages.push(answer);
    for (const call of answer.tool_calls) messages.push(await TOOLS[call.name].invoke(call));
    const final = await bound.invoke(messages);
    assert.equal(final.text, 'result: 21 degrees in text; noon in text');
  }
});

test('tools streamed', async (it) => {
  for (const chat of chats(it)) {
    const bound = chat.bindTools(Object.values(TOOLS));
    const chunks = await all(await bound.stream(it.prompt('Use get_weather and get_clock')));
    assert.deepEqual(called(chunks.reduce(concat)), BOTH_CALLED);
  }
});

test('tools forced', async (it) => {
  for (const chat of chats(it)) {
    const bound = chat.bindTools(Object.values(TOOLS), { tool_choice: 'get_clock' });
    assert.deepEqual(called(await bound.invoke(it.prompt('anything'))), [BOTH_CALLED[1]]);
  }
});

test('structured', async (it) => {
  for (const chat of chats(it)) {
    for (const method of ['jsonSchema', 'functionCalling']) {
      const asked = chat.withStructuredOutput(Person, { method, name: 'person' });
      const person = await asked.invoke(it.prompt(`Who is it, by ${method}`));
      assert.deepEqual(person, { name: 'text', age: 1.5, happy: true });
    }
  }
});

test('image', async (it) => {
  const text = it.prompt('what is it');
  const content = [
    { type: 'text', text },
    { type: 'image_url', image_url: { url: PNG_URL } },
  ];
  for (const chat of chats(it)) {
    assert.equal((await chat.invoke([new HumanMessage({ content })])).text, SAW + text);
  }
});

test('conversation with answers of models', async (it) => {
  for (const chat of chats(it)) {
    const messages = [new HumanMessage(it.prompt('first'))];
    messages.push(await chat.invoke(messages));
    const text = it.prompt('second');
    assert.equal((await chat.invoke([...messages, new HumanMessage(text)])).text, `echo: ${text}`);
  }
});

test('provider limit is waited for', { models: [OPENAI], cached: false }, async (it) => {
  for (const [number, chat] of chats(it, { maxRetries: 1 }).entries()) {
    const text = it.prompt(`a pause ${number}`);
    await misbehave(text, { status: 429, retryAfter: '7' });
    await pauses(async () => {
      assert.equal((await chat.invoke(text)).text, `echo: ${text}`);
    });
  }
});

test('embeddings', { models: ['text-embedding-3-small'], needs: '/v1/embeddings' }, async (it) => {
  const vectors = await new OpenAIEmbeddings({ model: it.model }).embedDocuments([
    it.prompt('one'),
    it.prompt('two'),
  ]);
  assert.equal(vectors.length, 2);
  assert.notDeepEqual(vectors[0], vectors[1]);
});

await run();
