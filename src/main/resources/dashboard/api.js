/** The service's API, as the key that signed in may use it. The key is kept in this tab only. */

const SLOT = "agentcache.key";

/** An answer that is no success: what the service said, for people. */
export class ApiError extends Error {
  constructor(status, body, retryAfter) {
    const agent = typeof body?.error === "object" ? body.error : null;
    super(agent?.message ?? body?.details ?? body?.message ?? body?.error ?? `The service answered ${status}.`);
    this.status = status;
    this.code = agent?.code ?? body?.code;
    this.requestId = body?.requestId;
    this.retryAfter = retryAfter;
  }
}

let key = sessionStorage.getItem(SLOT) ?? "";

export const hasKey = () => key !== "";
export const currentKey = () => key;

export function remember(value) {
  key = value;
  sessionStorage.setItem(SLOT, value);
}

export function forget() {
  key = "";
  sessionStorage.removeItem(SLOT);
}

/** A call as it is: status, headers, text. */
export async function raw(path, { method = "GET", body, headers = {}, signal } = {}) {
  const all = { "X-API-Key": key, ...headers };
  if (body !== undefined) all["Content-Type"] = "application/json";
  try {
    return await fetch(path, {
      method,
      headers: all,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      // For others the browser would add Cache-Control, which the gateway obeys.
      cache: method === "GET" ? "no-store" : "default",
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError(0, { error: "The service cannot be reached." });
  }
}

/** A call whose answer is JSON; anything but success is an ApiError. */
export async function call(path, options) {
  const answer = await raw(path, options);
  const text = await answer.text();
  let body = null;
  try {
    body = text === "" ? null : JSON.parse(text);
  } catch {
    body = { error: `The service answered ${answer.status} with something that is not JSON.` };
  }
  if (!answer.ok) throw new ApiError(answer.status, body, Number(answer.headers.get("Retry-After")) || undefined);
  return body;
}

/** Server-sent events, read with the key in a header, which EventSource cannot send. */
export async function* events(path, { lastEventId, signal, onOpen, onBytes }) {
  const headers = { Accept: "text/event-stream" };
  if (lastEventId) headers["Last-Event-ID"] = lastEventId;
  const answer = await raw(path, { headers, signal });
  if (!answer.ok) {
    const body = await answer.json().catch(() => null);
    throw new ApiError(answer.status, body, Number(answer.headers.get("Retry-After")) || undefined);
  }
  onOpen();
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onBytes();
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

function parse(block) {
  const event = { type: "message", id: undefined, data: "" };
  let any = false;
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event.type = value;
    else if (field === "id") event.id = value;
    else if (field === "data") {
      event.data += (any ? "\n" : "") + value;
      any = true;
    }
  }
  return any ? event : null;
}
