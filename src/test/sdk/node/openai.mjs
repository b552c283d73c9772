// OpenAI's SDK for JavaScript.

import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import {
  ANTHROPIC,
  GOOGLE,
  LIMITED_KEY,
  MODELS,
  OPENAI,
  PNG_URL,
  SAW,
  all,
  misbehave,
  pauses,
  raises,
  run,
  test,
} from './cases.mjs';

const client = new OpenAI();
const once = new OpenAI({ maxRetries: 0 });

const user = (content) => [{ role: 'user', content }];

const define = (name, argument) => ({
  type: 'function',
  function: {
    name,
    description: `Call ${name}.`,
    parameters: {
      type: 'object',
      properties: { [argument]: { type: 'string' } },
      required: [argument],
      additionalProperties: false,
    },
    strict: true,
  },
});

const WEATHER = define('get_weather', 'city');
const CLOCK = define('get_clock', 'zone');
const TOOLS = [WEATHER, CLOCK];

const Person = z.object({
  name: z.string(),
  age: z.number().int(),
  colour: z.enum(['green', 'blue']),
  friends: z.array(z.string()),
});

// ---- chat completions ---------------------------------------------------------------------------

test('chat', async (it) => {
  const text = it.prompt('hello');
  const { data, response } = await client.chat.completions
    .create({ model: it.model, messages: user(text) })
    .withResponse();
  it.served(response.headers);
  assert.equal(data.object, 'chat.completion');
  assert.equal(data.choices[0].message.content, `echo: ${text}`);
  assert.equal(data.choices[0].finish_reason, 'stop');
  const { prompt_tokens, completion_tokens, total_tokens } = data.usage;
  assert.ok(prompt_tokens > 0 && completion_tokens > 0);
  assert.equal(prompt_tokens + completion_tokens, total_tokens);
});

test('chat raw', async (it) => {
  const response = await client.chat.completions
    .create({ model: it.model, messages: user(it.prompt('hello')) })
    .asResponse();
  it.served(response.headers);
  assert.equal((await response.json()).choices.length, 1);
});

test('stream', async (it) => {
  const text = it.prompt('one two three');
  const { data, response } = await client.chat.completions
    .create({
      model: it.model,
      messages: user(text),
      stream: true,
      stream_options: { include_usage: true },
    })
    .withResponse();
  it.served(response.headers);
  const chunks = await all(data);
  const choices = chunks.flatMap((chunk) => chunk.choices);
  const said = choices.map((choice) => choice.delta.content).filter(Boolean);
  assert.equal(said.join(''), `echo: ${text}`);
  assert.ok(said.length > 3);
  assert.deepEqual(
    choices.map((choice) => choice.finish_reason).filter(Boolean),
    ['stop'],
  );
  const usage = chunks.map((chunk) => chunk.usage).filter(Boolean);
  assert.equal(usage.length, 1);
  assert.ok(usage[0].prompt_tokens > 0 && usage[0].completion_tokens > 0);
});

test('stream by assistance', async (it) => {
  const text = it.prompt('hello');
  const stream = client.chat.completions.stream({ model: it.model, messages: user(text) });
  const pieces = [];
  stream.on('content', (piece) => pieces.push(piece));
  assert.equal(await stream.finalContent(), `echo: ${text}`);
  assert.equal(pieces.join(''), `echo: ${text}`);
});

test('conversation', async (it) => {
  const text = it.prompt('and now');
  const answer = await client.chat.completions.create({
    model: it.model,
    temperature: 0.5,
    messages: [
      { role: 'developer', content: 'You echo.' },
      { role: 'user', content: 'first' },
      { role: 'assistant', content: 'echo: first' },
      ...user([{ type: 'text', text }]),
    ],
  });
  assert.equal(answer.choices[0].message.content, `echo: ${text}`);
});

test('tools', async (it) => {
  const messages = user(it.prompt('Use get_weather and get_clock'));
  const answer = await client.chat.completions.create({ model: it.model, messages, tools: TOOLS });
  const { message, finish_reason } = answer.choices[0];
  assert.equal(finish_reason, 'tool_calls');
  assert.deepEqual(
    message.tool_calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]),
    [
      ['get_weather', { city: 'text' }],
      ['get_clock', { zone: 'text' }],
    ],
  );
  messages.push(message);
  for (const call of message.tool_calls) {
    messages.push({ role: 'tool', tool_call_id: call.id, content: `${call.function.name}!` });
  }
  const final = await client.chat.completions.create({ model: it.model, messages, tools: TOOLS });
  assert.equal(final.choices[0].message.content, 'result: get_weather!; get_clock!');
});

test('tools run', async (it) => {
  const asked = [];
  const runner = client.chat.completions.runTools({
    model: it.model,
    messages: user(it.prompt('Use get_weather')),
    tools: [
      {
        type: 'function',
        function: {
          ...WEATHER.function,
          parse: JSON.parse,
          function: ({ city }) => {
            asked.push(city);
            return '21 degrees';
          },
        },
      },
    ],
  });
  assert.equal(await runner.finalContent(), 'result: 21 degrees');
  assert.deepEqual(asked, ['text']);
});

test('tools streamed', async (it) => {
  const stream = client.chat.completions.stream({
    model: it.model,
    messages: user(it.prompt('Use get_weather and get_clock')),
    tools: TOOLS,
  });
  const { message, finish_reason } = (await stream.finalChatCompletion()).choices[0];
  assert.deepEqual(
    message.tool_calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]),
    [
      ['get_weather', { city: 'text' }],
      ['get_clock', { zone: 'text' }],
    ],
  );
  assert.equal(finish_reason, 'tool_calls');
});

test('structured', async (it) => {
  const answer = await client.chat.completions.parse({
    model: it.model,
    messages: user(it.prompt('Who is it?')),
    response_format: zodResponseFormat(Person, 'person'),
  });
  assert.deepEqual(answer.choices[0].message.parsed, {
    name: 'text',
    age: answer.choices[0].message.parsed.age,
    colour: 'green',
    friends: ['text'],
  });
});

test('image', async (it) => {
  const text = it.prompt('what is it');
  const answer = await client.chat.completions.create({
    model: it.model,
    messages: user([
      { type: 'text', text },
      { type: 'image_url', image_url: { url: PNG_URL } },
    ]),
  });
  assert.equal(answer.choices[0].message.content, SAW + text);
});

test('reasoning', async (it) => {
  const answer = await client.chat.completions.create({
    model: it.model,
    messages: user(it.prompt('think')),
    reasoning_effort: 'low',
    max_completion_tokens: 4000,
  });
  const { message } = answer.choices[0];
  assert.match(message.content, /^echo: think/);
  if (it.model === OPENAI) {
    assert.ok(answer.usage.completion_tokens_details.reasoning_tokens > 0);
  } else {
    assert.match(message.reasoning_content, /^The user said: think/);
  }
});

test('stop', async (it) => {
  const answer = await client.chat.completions.create({
    model: it.model,
    messages: user(it.prompt('before HALT after')),
    stop: 'HALT',
  });
  assert.equal(answer.choices[0].message.content.trim(), 'echo: before');
  assert.equal(answer.choices[0].finish_reason, 'stop');
});

test('length', { cached: false }, async (it) => {
  const answer = await client.chat.completions.create({
    model: it.model,
    messages: user(it.prompt('one two three four five')),
    max_completion_tokens: 3,
  });
  assert.equal(answer.choices[0].message.content, 'echo: one two');
  assert.equal(answer.choices[0].finish_reason, 'length');
});

test('refusal', { models: [OPENAI] }, async (it) => {
  const answer = await client.chat.completions.create({
    model: it.model,
    messages: user(it.prompt('Please refuse')),
  });
  assert.equal(answer.choices[0].message.refusal, "I'm sorry, but I can't help with that.");
});

test('refusal without words', { models: [ANTHROPIC, GOOGLE], cached: false }, async (it) => {
  const answer = await client.chat.completions.create({
    model: it.model,
    messages: user(it.prompt('Please refuse')),
  });
  assert.equal(answer.choices[0].finish_reason, 'content_filter');
});

// ---- responses ----------------------------------------------------------------------------------

test('responses', async (it) => {
  const text = it.prompt('hello');
  const { data, response } = await client.responses
    .create({ model: it.model, input: text, instructions: 'You echo.' })
    .withResponse();
  it.served(response.headers);
  assert.equal(data.output_text, `echo: ${text}`);
  assert.equal(data.status, 'completed');
  assert.equal(data.usage.input_tokens + data.usage.output_tokens, data.usage.total_tokens);
});

test('responses streamed', async (it) => {
  const text = it.prompt('one two three');
  const events = await all(
    await client.responses.create({ model: it.model, input: text, stream: true }),
  );
  const deltas = events.filter((event) => event.type === 'response.output_text.delta');
  assert.equal(deltas.map((event) => event.delta).join(''), `echo: ${text}`);
  assert.ok(deltas.length > 3);
  assert.equal(events.at(-1).type, 'response.completed');
  assert.ok(events.at(-1).response.usage.output_tokens > 0);
});

test('responses stream by assistance', async (it) => {
  const text = it.prompt('hello');
  const stream = client.responses.stream({ model: it.model, input: text });
  assert.equal((await stream.finalResponse()).output_text, `echo: ${text}`);
});

const RESPONSES_TOOLS = TOOLS.map((tool) => ({ type: 'function', ...tool.function }));

test('responses tools', async (it) => {
  const input = user(it.prompt('Use get_weather and get_clock'));
  const answer = await client.responses.create({ model: it.model, input, tools: RESPONSES_TOOLS });
  const called = answer.output.filter((item) => item.type === 'function_call');
  assert.deepEqual(
    called.map((item) => [item.name, JSON.parse(item.arguments)]),
    [
      ['get_weather', { city: 'text' }],
      ['get_clock', { zone: 'text' }],
    ],
  );
  input.push(...answer.output);
  for (const { call_id, name } of called) {
    input.push({ type: 'function_call_output', call_id, output: `${name}!` });
  }
  const final = await client.responses.create({ model: it.model, input, tools: RESPONSES_TOOLS });
  assert.equal(final.output_text, 'result: get_weather!; get_clock!');
});

test('responses structured', async (it) => {
  const answer = await client.responses.parse({
    model: it.model,
    input: it.prompt('Who is it?'),
    text: { format: zodTextFormat(Person, 'person') },
  });
  assert.equal(answer.output_parsed.colour, 'green');
});

test('responses image', async (it) => {
  const text = it.prompt('what is it');
  const answer = await client.responses.create({
    model: it.model,
    input: user([
      { type: 'input_text', text },
      { type: 'input_image', image_url: PNG_URL, detail: 'auto' },
    ]),
  });
  assert.equal(answer.output_text, SAW + text);
});

test('responses reasoning', async (it) => {
  const answer = await client.responses.create({
    model: it.model,
    input: it.prompt('think'),
    reasoning: { effort: 'low', summary: 'auto' },
    max_output_tokens: 4000,
  });
  assert.match(answer.output[0].summary[0].text, /^The user said: think/);
  assert.match(answer.output_text, /^echo: think/);
});

test('responses length', { cached: false }, async (it) => {
  const answer = await client.responses.create({
    model: it.model,
    input: it.prompt('one two three four five'),
    max_output_tokens: 3,
  });
  assert.equal(answer.status, 'incomplete');
  assert.equal(answer.incomplete_details.reason, 'max_output_tokens');
});

// ---- what else there is -------------------------------------------------------------------------

test('models', { models: [OPENAI], cached: false, needs: '/v1/models' }, async (it) => {
  const listed = (await all(client.models.list())).map((model) => model.id);
  assert.ok(listed.some((id) => MODELS.includes(id)), listed.join(' '));
  assert.equal((await client.models.retrieve(it.model)).id, it.model);
});

test('embeddings', { models: ['text-embedding-3-small'], needs: '/v1/embeddings' }, async (it) => {
  const input = [it.prompt('one'), it.prompt('two')];
  const answer = await client.embeddings.create({ model: it.model, input });
  assert.deepEqual(
    answer.data.map((item) => item.index),
    [0, 1],
  );
  assert.notDeepEqual(answer.data[0].embedding, answer.data[1].embedding);
});

// ---- errors -------------------------------------------------------------------------------------

test('bad request', { models: [OPENAI], cached: false }, async (it) => {
  for (const body of [{ messages: user('x') }, { model: it.model }]) {
    const error = await raises(OpenAI.BadRequestError, () => client.chat.completions.create(body));
    assert.ok(error.message.includes(body.model ? 'messages' : 'model'), error.message);
    assert.deepEqual([error.status, error.type], [400, 'invalid_request_error']);
    assert.ok(error.code && error.requestID);
  }
});

test('bad request by value', { cached: false }, async (it) => {
  for (const bad of [{ messages: [] }, { messages: user('x'), temperature: 9 }]) {
    await raises(OpenAI.BadRequestError, () =>
      client.chat.completions.create({ model: it.model, ...bad }),
    );
  }
});

test('unauthenticated', { models: [OPENAI], cached: false }, async (it) => {
  const stranger = new OpenAI({ apiKey: 'sk-wrong' });
  const error = await raises(OpenAI.AuthenticationError, () =>
    stranger.chat.completions.create({ model: it.model, messages: user('x') }),
  );
  assert.equal(error.code, 'invalid_api_key');
});

const UNKNOWN = ['nobody-knows', 'openai:no-such-model', 'anthropic:no-such-model'];

test('unknown model', { models: UNKNOWN, cached: false }, async (it) => {
  const error = await raises(OpenAI.NotFoundError, () =>
    client.chat.completions.create({ model: it.model, messages: user('x') }),
  );
  assert.equal(error.code, 'model_not_found');
});

test('provider limit is waited for', { cached: false }, async (it) => {
  const text = it.prompt('a long pause');
  await misbehave(text, { status: 429, retryAfter: '7' });
  const slept = await pauses(async () => {
    const answer = await client.chat.completions.create({ model: it.model, messages: user(text) });
    assert.equal(answer.choices[0].message.content, `echo: ${text}`);
  });
  assert.deepEqual(slept, [7]);
});

test('provider limit', { cached: false }, async (it) => {
  const text = it.prompt('no patience');
  await misbehave(text, { status: 429, retryAfter: '7' });
  const error = await raises(OpenAI.RateLimitError, () =>
    once.chat.completions.create({ model: it.model, messages: user(text) }),
  );
  assert.equal(error.headers.get('retry-after'), '7');
  assert.equal(error.code, 'provider_rate_limited');
});

test('provider failure', { cached: false }, async (it) => {
  const text = it.prompt('fails');
  await misbehave(text, { malformed: true });
  const error = await raises(OpenAI.InternalServerError, () =>
    once.chat.completions.create({ model: it.model, messages: user(text) }),
  );
  assert.deepEqual([error.status, error.code], [502, 'provider_malformed']);
});

test('broken stream', { cached: false }, async (it) => {
  const text = it.prompt('one two three four five six seven eight');
  await misbehave(text, { errorAfter: 4 });
  const ask = { model: it.model, messages: user(text), stream: true };
  const error = await raises(OpenAI.APIError, async () =>
    all(await once.chat.completions.create(ask)),
  );
  assert.ok(error.code, error.message);
});

test('own limit', { models: [OPENAI], cached: false }, async (it) => {
  const limited = new OpenAI({ apiKey: LIMITED_KEY, maxRetries: 1 });
  const ask = () =>
    limited.chat.completions.create({ model: it.model, messages: user(it.prompt('hello')) });
  await ask();
  let error;
  const slept = await pauses(async () => {
    error = await raises(OpenAI.RateLimitError, ask);
  });
  assert.equal(slept.length, 1);
  assert.ok(Math.abs(Number(error.headers.get('retry-after')) - slept[0]) <= 1, slept[0]);
  assert.equal(error.code, 'rate_limited');
});

await run();
