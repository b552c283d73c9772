// Anthropic's SDK for JavaScript.

import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { z } from 'zod';
import {
  ANTHROPIC,
  GOOGLE,
  LIMITED_KEY,
  OPENAI,
  PNG,
  SAW,
  all,
  misbehave,
  pauses,
  raises,
  run,
  test,
} from './cases.mjs';

const client = new Anthropic();
const once = new Anthropic({ maxRetries: 0 });

/** What to ask: a text, the parts of a message, or whole messages. */
function body(it, content, more = {}) {
  const whole = Array.isArray(content) && 'role' in content[0];
  const messages = whole ? content : [{ role: 'user', content }];
  return { model: it.model, max_tokens: 500, messages, ...more };
}

const ask = (it, content, more) => client.messages.create(body(it, content, more));

const define = (name, argument) => ({
  name,
  description: `Call ${name}.`,
  input_schema: {
    type: 'object',
    properties: { [argument]: { type: 'string' } },
    required: [argument],
  },
});

const WEATHER = define('get_weather', 'city');
const TOOLS = [WEATHER, define('get_clock', 'zone')];

const called = (message) =>
  message.content
    .filter((block) => block.type === 'tool_use')
    .map((block) => [block.name, block.input]);

const BOTH_CALLED = [
  ['get_weather', { city: 'text' }],
  ['get_clock', { zone: 'text' }],
];

const Person = z.object({
  name: z.string(),
  age: z.number().int(),
  colour: z.enum(['green', 'blue']),
  friends: z.array(z.string()),
});

// ---- messages -----------------------------------------------------------------------------------

test('message', async (it) => {
  const text = it.prompt('hello');
  const { data, response } = await client.messages.create(body(it, text)).withResponse();
  it.served(response.headers);
  assert.deepEqual([data.type, data.role, data.stop_reason], ['message', 'assistant', 'end_turn']);
  assert.equal(data.content[0].text, `echo: ${text}`);
  assert.ok(data.usage.input_tokens > 0 && data.usage.output_tokens > 0);
});

test('message raw', async (it) => {
  const response = await client.messages.create(body(it, it.prompt('hello'))).asResponse();
  it.served(response.headers);
  assert.equal((await response.json()).type, 'message');
});

test('stream', async (it) => {
  const text = it.prompt('one two three');
  const events = await all(await ask(it, text, { stream: true }));
  const kinds = events.map((event) => event.type);
  assert.equal(kinds[0], 'message_start');
  assert.deepEqual(kinds.slice(-2), ['message_delta', 'message_stop']);
  const deltas = events.filter((event) => event.type === 'content_block_delta');
  assert.equal(deltas.map((event) => event.delta.text).join(''), `echo: ${text}`);
  assert.ok(deltas.length > 3);
  assert.equal(events.at(-2).delta.stop_reason, 'end_turn');
  assert.ok(events.at(-2).usage.output_tokens > 0);
});

test('stream by assistance', async (it) => {
  const text = it.prompt('one two three');
  const pieces = [];
  const stream = client.messages.stream(body(it, text)).on('text', (piece) => pieces.push(piece));
  const final = await stream.finalMessage();
  assert.equal(pieces.join(''), `echo: ${text}`);
  assert.equal(final.content[0].text, `echo: ${text}`);
  assert.ok(final.usage.output_tokens > 0);
});

test('conversation', async (it) => {
  const text = it.prompt('and now');
  const messages = [
    { role: 'user', content: 'first' },
    { role: 'assistant', content: [{ type: 'text', text: 'echo: first' }] },
    { role: 'user', content: [{ type: 'text', text }] },
  ];
  const answer = await ask(it, messages, { system: 'You echo.' });
  assert.equal(answer.content[0].text, `echo: ${text}`);
});

test('tools', async (it) => {
  const messages = [{ role: 'user', content: it.prompt('Use get_weather and get_clock') }];
  const answer = await ask(it, messages, { tools: TOOLS });
  assert.equal(answer.stop_reason, 'tool_use');
  assert.deepEqual(called(answer), BOTH_CALLED);
  const results = answer.content
    .filter((block) => block.type === 'tool_use')
    .map(({ id, name }) => ({ type: 'tool_result', tool_use_id: id, content: `${name}!` }));
  messages.push({ role: 'assistant', content: answer.content });
  messages.push({ role: 'user', content: results });
  const final = await ask(it, messages, { tools: TOOLS });
  assert.equal(final.content[0].text, 'result: get_weather!; get_clock!');
});

test('tools streamed', async (it) => {
  const asked = body(it, it.prompt('Use get_weather and get_clock'), { tools: TOOLS });
  const final = await client.messages.stream(asked).finalMessage();
  assert.deepEqual(called(final), BOTH_CALLED);
  assert.equal(final.stop_reason, 'tool_use');
});

test('tools run', async (it) => {
  const asked = [];
  const weather = betaZodTool({
    name: 'get_weather',
    description: 'The weather of a city.',
    inputSchema: z.object({ city: z.string() }),
    run: ({ city }) => {
      asked.push(city);
      return '21 degrees';
    },
  });
  const final = await client.beta.messages.toolRunner(
    body(it, it.prompt('Use get_weather'), { tools: [weather] }),
  );
  assert.equal(final.content[0].text, 'result: 21 degrees');
  assert.deepEqual(asked, ['text']);
});

test('structured', async (it) => {
  const answer = await client.messages.parse(
    body(it, it.prompt('Who is it?'), { output_config: { format: zodOutputFormat(Person) } }),
  );
  assert.equal(answer.parsed_output.colour, 'green');
});

test('image', async (it) => {
  const text = it.prompt('what is it');
  const answer = await ask(it, [
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } },
    { type: 'text', text },
  ]);
  assert.equal(answer.content[0].text, SAW + text);
});

test('thinking', async (it) => {
  const answer = await ask(it, it.prompt('think'), {
    max_tokens: 4000,
    thinking: { type: 'enabled', budget_tokens: 1024 },
  });
  assert.match(answer.content.at(-1).text, /^echo: think/);
  if (it.model !== OPENAI) {
    // which keeps its thoughts to itself
    assert.match(answer.content[0].thinking, /^The user said: think/);
  }
});

test('thinking streamed', { models: [ANTHROPIC, GOOGLE] }, async (it) => {
  const asked = body(it, it.prompt('think'), {
    max_tokens: 4000,
    thinking: { type: 'enabled', budget_tokens: 1024 },
  });
  const final = await client.messages.stream(asked).finalMessage();
  assert.deepEqual(
    final.content.map((block) => block.type),
    ['thinking', 'text'],
  );
  assert.match(final.content[0].thinking, /^The user said: think/);
});

test('stop sequence', async (it) => {
  const answer = await ask(it, it.prompt('before HALT after'), { stop_sequences: ['HALT'] });
  assert.equal(answer.content[0].text.trim(), 'echo: before');
});

test('max tokens', { cached: false }, async (it) => {
  const answer = await ask(it, it.prompt('one two three four five'), { max_tokens: 3 });
  assert.deepEqual([answer.content[0].text, answer.stop_reason], ['echo: one two', 'max_tokens']);
});

test('refusal', { cached: false }, async (it) => {
  assert.equal((await ask(it, it.prompt('Please refuse'))).stop_reason, 'refusal');
});

// ---- what else there is -------------------------------------------------------------------------

test('models', { models: [ANTHROPIC], cached: false, needs: '/v1/models' }, async () => {
  // Of the list's fields only the names are as in this API.
  const listed = await all(client.models.list());
  assert.ok(listed.some(({ id }) => id.startsWith('claude-')));
});

// ---- errors -------------------------------------------------------------------------------------

test('bad request', { models: [ANTHROPIC], cached: false }, async (it) => {
  for (const name of ['model', 'max_tokens', 'messages']) {
    const asked = body(it, 'x');
    delete asked[name];
    const error = await raises(Anthropic.BadRequestError, () => client.messages.create(asked));
    assert.ok(error.message.includes(name), error.message);
    assert.equal(error.error.error.type, 'invalid_request_error');
    assert.ok(error.requestID);
  }
});

test('bad request by value', { cached: false }, async (it) => {
  for (const bad of [{ messages: [] }, { temperature: 9 }, { max_tokens: 0 }]) {
    await raises(Anthropic.BadRequestError, () => ask(it, 'x', bad));
  }
});

test('unauthenticated', { models: [ANTHROPIC], cached: false }, async (it) => {
  const stranger = new Anthropic({ apiKey: 'sk-ant-wrong' });
  const error = await raises(Anthropic.AuthenticationError, () =>
    stranger.messages.create(body(it, 'x')),
  );
  assert.equal(error.error.error.type, 'authentication_error');
});

const UNKNOWN = ['nobody-knows', 'openai:no-such-model', 'anthropic:no-such-model'];

test('unknown model', { models: UNKNOWN, cached: false }, async (it) => {
  const error = await raises(Anthropic.NotFoundError, () => ask(it, 'x'));
  assert.equal(error.error.error.type, 'not_found_error');
});

test('provider limit is waited for', { cached: false }, async (it) => {
  const text = it.prompt('a long pause');
  await misbehave(text, { status: 429, retryAfter: '7' });
  const slept = await pauses(async () => {
    assert.equal((await ask(it, text)).content[0].text, `echo: ${text}`);
  });
  assert.deepEqual(slept, [7]);
});

test('provider limit', { cached: false }, async (it) => {
  const text = it.prompt('no patience');
  await misbehave(text, { status: 429, retryAfter: '7' });
  const error = await raises(Anthropic.RateLimitError, () => once.messages.create(body(it, text)));
  assert.equal(error.headers.get('retry-after'), '7');
  assert.equal(error.error.error.type, 'rate_limit_error');
});

test('provider failure', { cached: false }, async (it) => {
  const text = it.prompt('fails');
  await misbehave(text, { malformed: true });
  const error = await raises(Anthropic.InternalServerError, () =>
    once.messages.create(body(it, text)),
  );
  assert.deepEqual([error.status, error.error.error.type], [502, 'api_error']);
});

test('broken stream', { cached: false }, async (it) => {
  const text = it.prompt('one two three four five six seven eight');
  await misbehave(text, { errorAfter: 4 });
  const error = await raises(Anthropic.APIError, async () =>
    all(await once.messages.create(body(it, text, { stream: true }))),
  );
  assert.equal(error.error.type, 'error');
});

test('own limit', { models: [ANTHROPIC], cached: false }, async (it) => {
  const limited = new Anthropic({ apiKey: LIMITED_KEY, maxRetries: 1 });
  const text = it.prompt('hello');
  await limited.messages.create(body(it, text));
  let error;
  const slept = await pauses(async () => {
    error = await raises(Anthropic.RateLimitError, () => limited.messages.create(body(it, text)));
  });
  assert.equal(slept.length, 1);
  assert.ok(Math.abs(Number(error.headers.get('retry-after')) - slept[0]) <= 1, slept[0]);
  assert.equal(error.error.error.type, 'rate_limit_error');
});

await run();
