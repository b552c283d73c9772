// What the tables of all clients share: how a case is run, and what it may ask of the test.
//
// A case is a function of a run. It is run for each model, twice where the answer can be stored:
// cold, when the provider has to be asked, and cached, when it must not be. Each run prints one
// line, `ok name`, `not ok name: why` or `skip name: why`.
//
// The SDKs find the gateway as they find their own API, by the variables of the environment that
// they document. AGENTCACHE_URL is the gateway without a path, AGENTCACHE_KEY_LIMITED a key with one
// request a minute, FAKE_URL the provider behind the gateway.

import assert from 'node:assert/strict';

const GATEWAY = process.env.AGENTCACHE_URL;
const FAKE = process.env.FAKE_URL;
export const LIMITED_KEY = process.env.AGENTCACHE_KEY_LIMITED;

export const OPENAI = 'gpt-4o';
export const ANTHROPIC = 'claude-sonnet-4-5';
export const GOOGLE = 'gemini-2.5-flash';
export const MODELS = [OPENAI, ANTHROPIC, GOOGLE];
const PROVIDERS = { [OPENAI]: 'openai', [ANTHROPIC]: 'anthropic', [GOOGLE]: 'google' };

// Makes prompts new in each run of a table.
const RUN = process.hrtime.bigint().toString(16) + process.pid;

// A transparent pixel.
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf' +
  'DwAChwGA60e6kgAAAABJRU5ErkJggg==';
export const PNG_URL = `data:image/png;base64,${PNG}`;
export const SAW = 'saw image/png of 70 bytes; echo: ';

/** An answer came from a call that had not ended yet, and not from the store. */
class Joined extends Error {}

/** One run of a case: for this model; `cache` is what X-Cache has to say. */
class Run {
  constructor(name, model, cache) {
    Object.assign(this, { name, model, cache });
  }

  /** A text that no other case says. */
  prompt(text) {
    return `${text} (${this.name}, ${RUN})`;
  }

  /** Checks the headers of an answer. */
  served(headers) {
    const cache = headers.get('x-cache');
    if (cache === 'MISS' && this.cache === 'HIT') throw new Joined('X-Cache: MISS');
    assert.equal(cache, this.cache);
    assert.match(headers.get('x-cache-key'), /^agentcache:v1:default:/);
    assert.equal(headers.get('x-agentcache-provider'), PROVIDERS[this.model]);
  }
}

async function json(url, body) {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(url, init)).json();
}

/** The provider does this once, with the next request that has this text. */
export function misbehave(text, behaviour) {
  return json(`${FAKE}/_control`, { times: 1, contains: text, behaviour });
}

/** How often the provider was asked. */
async function calls() {
  return (await json(`${FAKE}/_control`)).total;
}

/** The error of that very class that the function fails with. */
export async function raises(expected, ask) {
  let error;
  try {
    await ask();
  } catch (caught) {
    error = caught;
  }
  assert.ok(error, `no ${expected.name}`);
  assert.equal(error.constructor, expected, `${error.constructor.name}: ${error.message}`);
  return error;
}

/** The seconds that the SDK sleeps while it runs; they do not pass. Its long time-outs do. */
export async function pauses(ask) {
  const slept = [];
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (call, millis, ...more) => {
    const pause = millis <= 100_000 && new Error().stack.includes('node_modules');
    if (pause) slept.push(millis / 1000);
    return real(call, pause ? 0 : millis, ...more);
  };
  try {
    await ask();
  } finally {
    globalThis.setTimeout = real;
  }
  return slept;
}

/** Every item of something asynchronous. */
export async function all(items) {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
}

const table = [];

/** Adds a case to the table; `needs` is a path without which it is skipped. */
export function test(name, options, body) {
  const { models = MODELS, cached = true, needs = '' } = body ? options : {};
  table.push({ name, models, cached, needs, body: body ?? options });
}

/** Runs the table; exits with 1 if a case failed. */
export async function run() {
  const offered = (await json(`${GATEWAY}/q/openapi?format=json`)).paths;
  let failed = false;
  for (const { name, models, cached, needs, body } of table) {
    for (const model of models) {
      for (const cache of cached ? ['MISS', 'HIT'] : ['MISS']) {
        const full = `${name} ${model} ${cache === 'HIT' ? 'cached' : 'cold'}`;
        if (needs && !(needs in offered)) {
          console.log(`skip ${full}: there is no ${needs}`);
          continue;
        }
        const why = await problem(body, new Run(name, model, cache));
        console.log(why ? `not ok ${full}: ${why}` : `ok ${full}`);
        failed ||= Boolean(why);
      }
    }
  }
  process.exit(failed ? 1 : 0);
}

async function problem(body, run) {
  const before = await calls();
  const deadline = Date.now() + 5_000;
  for (;;) {
    try {
      return await outcome(body, run, before);
    } catch (joined) {
      // The SDK has seen the end of the answer before the gateway has stored it.
      if ((await calls()) > before || Date.now() > deadline) return joined.message;
    }
  }
}

async function outcome(body, run, before) {
  try {
    await body(run);
    const asked = (await calls()) - before;
    if (run.cache === 'HIT') assert.equal(asked, 0, `the provider was asked ${asked} times`);
    return '';
  } catch (error) {
    if (error instanceof Joined) throw error;
    const own = /[a-z]+\.mjs:\d+/.exec((error.stack ?? '').replaceAll(/cases\.mjs:\d+/g, ''));
    return `${own?.[0] ?? ''} ${error.constructor.name}: ${error.message}`.replaceAll(/\s+/g, ' ');
  }
}
