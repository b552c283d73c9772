// The dashboard in a real browser, by Playwright: each case prints `ok name` or `not ok name: why`.
//
// AGENTCACHE_URL is the service, AGENTCACHE_OPERATOR the operator's key, BROWSER the browser's
// program, SCREENSHOTS the folder for pictures of each view.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const BASE = process.env.AGENTCACHE_URL;
const OPERATOR = process.env.AGENTCACHE_OPERATOR;
const PICTURES = process.env.SCREENSHOTS;
const DEMO = 'ac_demo_test123';
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE = 15_000;

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const OF_TENANT = ['overview', 'breakdowns', 'providers', 'uploads', 'agents', 'playground'];
const OF_OPERATOR = ['overview', 'breakdowns', 'agents', 'keys'];

const browser = await chromium.launch({
  executablePath: process.env.BROWSER,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

async function api(path, { key = DEMO, body, method } = {}) {
  const answer = await fetch(BASE + path, {
    method: method ?? (body ? 'POST' : 'GET'),
    headers: { 'X-API-Key': key, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  return answer.json();
}

const ask = (prompt) => api('/llm/generate', { body: { prompt } });

let failed = false;

/** One case on a page of its own: whatever it does, no error, and no request to another host. */
async function test(name, work, { viewport = DESKTOP, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, baseURL: BASE });
  const page = await context.newPage();
  const wrong = [];
  let offline = false;
  page.on('console', (message) => {
    if (message.type() === 'error' && !offline && !page.expected?.(message.text())) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => {
    if (![BASE, page.host].includes(new URL(request.url()).origin)) wrong.push(`asked ${request.url()}`);
    if (/[?&#].*ac_(demo|live|admin)_/.test(request.url())) wrong.push('a key in an address');
  });
  page.goOffline = async (value) => {
    offline = offline || value;
    await context.setOffline(value);
  };
  page.setDefaultTimeout(PATIENCE);
  try {
    await work(page, context);
    assert.deepEqual(wrong, []);
    console.log(`ok ${name}`);
  } catch (failure) {
    failed = true;
    await page.screenshot({ path: `${PICTURES}/failed-${name.replace(/\W+/g, '-')}.png` }).catch(() => {});
    const why = [failure.message, ...wrong].join(' | ').replace(/\s+/g, ' ').slice(0, 600);
    console.log(`not ok ${name}: ${why}`);
  } finally {
    await context.close();
  }
}

async function signIn(page, key = DEMO) {
  await page.goto('/');
  await page.fill('#key', key);
  await page.click('button[type=submit]');
  await page.waitForSelector('nav a[aria-current=page]');
}

/** Opens a view and waits until it has what it shows. */
async function open(page, view) {
  await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
  await page.waitForSelector(`nav a[aria-current=page][href="#/${view}"]`);
  await page.waitForFunction(() => !document.querySelector('.loading'));
}

async function accessible(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`), []);
}

/** The page itself never scrolls sideways. */
async function fits(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
}

const card = (page, name) => page.locator('.card', { has: page.locator(`.name:text-is("${name}")`) }).locator('.value');

async function shown(page, name, expected) {
  await card(page, name).filter({ hasText: new RegExp(`^${expected}$`) }).waitFor();
}

const requests = async () => (await api('/api/stats?period=24h')).metrics.total_requests;
const written = (count) => new Intl.NumberFormat('en').format(count);

for (let i = 0; i < 12; i++) await ask(`Question ${i % 5}`);
await api('/api/jetty/track-upload', {
  body: {
    action: 'start', userId: 'ann', fileName: 'holiday-film.mov', fileSize: 734_003_200,
    fileHash: `sha256:${'a1'.repeat(32)}`, chunkSize: 52_428_800,
  },
}).then(({ session }) => api('/api/jetty/track-upload', {
  body: { action: 'progress', sessionId: session.sessionId, chunksCompleted: 5, bytesUploaded: 262_144_000 },
}));
await api('/api/admin/keys', { key: OPERATOR, body: { tenant: 'acme', name: 'web', monthlyQuota: 1000, monthlyBudget: 5 } });

for (const [size, viewport] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  for (const colorScheme of ['light', 'dark']) {
    for (const [who, key, views] of [['tenant', DEMO, OF_TENANT], ['operator', OPERATOR, OF_OPERATOR]]) {
      await test(`views of the ${who}, ${size}, ${colorScheme}`, async (page) => {
        await page.goto('/');
        await page.waitForSelector('#key');
        await accessible(page);
        await fits(page);
        await page.screenshot({ path: `${PICTURES}/sign-in-${size}-${colorScheme}.png` });
        await signIn(page, key);
        for (const view of views) {
          await open(page, view);
          await page.waitForTimeout(300);
          await accessible(page);
          await fits(page);
          await page.screenshot({ path: `${PICTURES}/${who}-${view}-${size}-${colorScheme}.png`, fullPage: true });
        }
      }, { viewport, colorScheme });
    }
  }
}

await test('sign-in with a wrong key says so and keeps nothing', async (page) => {
  page.expected = (text) => text.includes('401');
  await page.goto('/');
  await page.fill('#key', 'ac_demo_nobody');
  await page.click('button[type=submit]');
  await page.getByRole('alert').filter({ hasText: 'This key is not known' }).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'key');
});

await test('sign-in in development has the demo key filled in, and keeps it in the tab only', async (page, context) => {
  await page.goto('/');
  await page.waitForSelector('#key');
  assert.equal(await page.inputValue('#key'), DEMO);
  assert.equal(await page.getAttribute('#key', 'type'), 'password');
  await page.press('#key', 'Enter');
  await page.waitForSelector('nav');
  assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage }).includes('ac_')), false);
  assert.deepEqual(await context.cookies(), []);
  await page.reload();
  await page.waitForSelector('nav');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForSelector('#key');
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
});

await test('figures are those of the API and move by themselves', async (page) => {
  await signIn(page);
  await open(page, 'overview');
  await shown(page, 'Requests', written(await requests()));
  await ask(`Something new ${Date.now()}`);
  await shown(page, 'Requests', written(await requests()));
  const { metrics } = await api('/api/stats?period=24h');
  await shown(page, 'Hit rate', `${Number(metrics.hit_rate.toFixed(1))} %`);
  await shown(page, 'Tokens saved', written(metrics.tokens_saved));
});

await test('periods can be chosen', async (page) => {
  await signIn(page);
  await open(page, 'overview');
  for (const period of ['1h', '7d', '30d', '24h']) {
    const asked = page.waitForResponse((answer) => answer.url().includes(`timeseries?period=${period}`));
    await page.getByRole('button', { name: period, exact: true }).click();
    assert.equal((await asked).status(), 200);
    assert.equal(await page.getAttribute(`[data-period="${period}"]`, 'aria-pressed'), 'true');
  }
});

await test('a lost connection is said, and comes back', async (page) => {
  await signIn(page);
  const live = page.locator('.live');
  await live.filter({ hasText: /^Live$/ }).waitFor();
  await page.goOffline(true);
  await live.filter({ hasText: 'Connection lost' }).waitFor();
  await page.goOffline(false);
  await live.filter({ hasText: /^Live$/ }).waitFor({ timeout: 40_000 });
});

await test('the operator makes a key, which works, and revokes it', async (page) => {
  await signIn(page, OPERATOR);
  await open(page, 'keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Tenant', { exact: true }).fill('browser');
  await page.getByLabel('Name').fill('made by hand');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = await page.locator('#new-key').textContent();
  assert.match(key, /^ac_live_/);
  await accessible(page);
  assert.equal((await api('/api/stats', { key })).period, '24h');
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.equal((await page.content()).includes(key), false);
  await page.getByRole('button', { name: 'Revoke made by hand' }).click();
  await page.getByRole('button', { name: 'Revoke the key' }).click();
  await page.locator('tr', { hasText: 'made by hand' }).getByText('revoked').waitFor();
  const wait = Date.now() + 60_000;
  while ((await api('/api/stats', { key })).code !== 'INVALID_API_KEY' && Date.now() < wait) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  assert.equal((await api('/api/stats', { key })).code, 'INVALID_API_KEY');
});

await test('a wrong field of a new key is named', async (page) => {
  page.expected = (text) => text.includes('400');
  await signIn(page, OPERATOR);
  await open(page, 'keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Tenant', { exact: true }).fill('no such/tenant');
  await page.getByLabel('Name').fill('x');
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('alert').filter({ hasText: 'tenant' }).waitFor();
});

await test('the playground misses, then hits, and shows the same as code', async (page) => {
  await signIn(page);
  await open(page, 'playground');
  await page.getByLabel('Model').fill('mock');
  await page.getByLabel('Prompt', { exact: true }).fill(`Say ${Date.now()}`);
  for (const state of ['MISS', 'HIT']) {
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/v1/chat/completions'));
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = await answered;
    assert.equal(answer.headers()['x-cache'], state);
    await page.locator('#cache-state').filter({ hasText: state }).waitFor();
    await page.getByText(answer.headers()['x-cache-key'].split(':').pop()).waitFor();
  }
  const code = await page.locator('pre').allTextContents();
  assert.equal(code.some((text) => text.startsWith('curl ')), true);
  assert.equal(code.join('').includes(DEMO), false);
});

await test('the playground stores and gets, and explains the key', async (page) => {
  await signIn(page);
  await open(page, 'playground');
  const identity = JSON.stringify({ provider: 'openai', model: 'gpt-4o', messages: [{ role: 'user', content: `${Date.now()}` }], ttl: 60 });
  await page.getByRole('button', { name: 'Cache set' }).click();
  await page.getByLabel('Request identity').fill(identity);
  await page.getByLabel('Response').fill('Good day');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Stored for 60 seconds.').waitFor();
  await page.getByRole('button', { name: 'Cache get' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('#cache-state').filter({ hasText: 'HIT' }).waitFor();
  await page.getByText('Good day', { exact: true }).first().waitFor();
  await page.getByText('Fields that do not').filter({ hasText: 'ttl' }).waitFor();
  await page.getByLabel('Request identity').fill('{');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('alert').filter({ hasText: 'not JSON' }).waitFor();
});

await test('the keyboard is enough', async (page) => {
  await page.goto('/');
  await page.waitForSelector('#key');
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav');
  await page.waitForSelector('.plot svg');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav a[aria-current=page][href="#/breakdowns"]');
  await open(page, 'overview');
  await page.locator('.plot svg').first().focus();
  await page.keyboard.press('Home');
  await page.locator('.plot-tip:not([hidden])').first().waitFor();
  const first = await page.locator('.plot-tip').first().textContent();
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await page.locator('.plot-tip').first().textContent(), first);
  await page.keyboard.press('Escape');
  await page.locator('.plot-tip').first().waitFor({ state: 'hidden' });
});

await test('values show on hover, and as a table', async (page) => {
  await signIn(page);
  await open(page, 'overview');
  const plot = page.locator('.plot svg').first();
  const box = await plot.boundingBox();
  await page.mouse.move(box.x + box.width - 14, box.y + box.height / 2);
  await page.locator('.plot-tip').first().filter({ hasText: 'all requests' }).waitFor();
  await page.getByText('Show as a table').first().click();
  await page.getByRole('region', { name: 'Requests as a table' }).locator('tbody tr').first().waitFor();
});

await test('breakdowns are sorted by their heads', async (page) => {
  await signIn(page);
  await open(page, 'breakdowns');
  await page.getByRole('button', { name: 'Provider' }).click();
  const head = page.getByRole('columnheader', { name: 'Requests' });
  await head.waitFor();
  assert.equal(await head.getAttribute('aria-sort'), 'descending');
  await head.getByRole('button').click();
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
});

await test('the theme can be chosen, and stays', async (page) => {
  await signIn(page);
  await page.getByLabel('Theme').selectOption('dark');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.reload();
  await page.waitForSelector('nav');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

await test('a transfer under way has its bar', async (page) => {
  await signIn(page);
  await open(page, 'uploads');
  const bar = page.getByRole('progressbar', { name: 'holiday-film.mov' });
  await bar.waitFor();
  assert.equal(await bar.getAttribute('aria-valuenow'), '35.7');
  assert.equal(await page.locator('.map-place').count(), 20);
});

/** A page of somebody else, at an origin of its own. */
async function foreign(body) {
  const server = http.createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(request.url === '/' ? `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1>${body}</main>` : '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

for (const [how, embed] of [
  ['a component', (token) => `<script type="module" src="${BASE}/widgets/agentcache-monitor.js"></script><agentcache-monitor token="${token}"></agentcache-monitor>`],
  ['a frame', (token) => `<iframe title="AgentCache" src="${BASE}/widgets/agentcache-monitor.html#token=${token}"></iframe>`],
]) {
  await test(`the widget shows figures in a page of others, as ${how}, until it is revoked`, async (page) => {
    page.expected = (text) => text.includes('401');
    const { token, id } = await api('/api/widget-tokens', { body: { ttl: 600, userId: 'ann' } });
    const shop = await foreign(embed(token));
    page.host = shop.url;
    try {
      await page.goto(shop.url);
      const inside = how === 'a frame' ? page.frameLocator('iframe') : page;
      const { metrics } = await api('/api/stats?period=24h');
      await inside.locator('dd', { hasText: `${Number(metrics.hit_rate.toFixed(1))} %` }).waitFor();
      await inside.getByRole('progressbar', { name: 'holiday-film.mov' }).waitFor();
      await accessible(page);
      await page.screenshot({ path: `${PICTURES}/widget-${how.replace(/\W/g, '-')}.png` });
      await api(`/api/widget-tokens/${id}`, { method: 'DELETE' });
      await inside.getByText('not valid any more').waitFor({ timeout: 90_000 });
    } finally {
      shop.close();
    }
  });
}

await browser.close();
process.exit(failed ? 1 : 0);
