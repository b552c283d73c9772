/** Try a prompt or a cache request: the answer, where it came from, what it cost, and the same as code. */

import { call, raw } from "../api.js";
import { copyButton, h, show } from "../dom.js";
import { exact, millis, money } from "../format.js";
import { snippets } from "../snippets.js";
import { empty } from "./common.js";

const KINDS = [["prompt", "Prompt"], ["get", "Cache get"], ["set", "Cache set"]];

/** Kept while one looks at another view. */
const draft = {
  kind: "prompt", model: "", prompt: "What is a response cache?",
  identity: JSON.stringify({ provider: "openai", model: "gpt-4o", messages: [{ role: "user", content: "Hello" }] }, null, 2),
  response: "Hi there!", namespace: "default",
};

function open() {
  const inputs = h("div");
  const result = h("section", { class: "panel", "aria-live": "polite" }, h("h2", {}, "Answer"), empty("Nothing was sent yet.", "Send the same twice: the second answer is a hit."));
  const code = h("section", { class: "panel" });
  const models = h("datalist", { id: "models" });
  const problem = h("p", { class: "problem", role: "alert" });
  const send = h("button", { type: "submit", class: "primary" }, "Send");
  const picker = h("div", { class: "segments", role: "group", "aria-label": "What to send" }, KINDS.map(([id, name]) =>
    h("button", { type: "button", "data-kind": id, onclick: () => { draft.kind = id; draw(); } }, name)));
  const form = h("form", { class: "panel", onsubmit: submit }, h("h2", {}, "Request"), h("div", { class: "tabs" }, picker), inputs, problem, send, models);

  function draw() {
    for (const button of picker.children) button.setAttribute("aria-pressed", String(button.dataset.kind === draft.kind));
    const keep = (name) => ({ id: `pg-${name}`, oninput: (event) => { draft[name] = event.target.value; drawCode(); } });
    const row = (name, label, control) => h("div", { class: "field" }, h("label", { for: `pg-${name}` }, label), control);
    show(inputs,
      row("namespace", "Namespace", h("input", { ...keep("namespace"), value: draft.namespace, maxlength: 128, pattern: "[A-Za-z0-9._\\-]+", required: true })),
      draft.kind === "prompt" ? [
        row("model", "Model", h("input", { ...keep("model"), value: draft.model, list: "models", required: true, autocomplete: "off" })),
        row("prompt", "Prompt", h("textarea", { ...keep("prompt"), value: draft.prompt, required: true })),
      ] : [
        row("identity", "Request identity, JSON", h("textarea", { ...keep("identity"), value: draft.identity, rows: 9, class: "mono", spellcheck: "false" })),
        draft.kind === "set" ? row("response", "Response", h("textarea", { ...keep("response"), value: draft.response })) : null,
      ]);
    drawCode();
  }

  function request() {
    const headers = { "X-Cache-Namespace": draft.namespace };
    if (draft.kind === "prompt") {
      return { path: "/v1/chat/completions", headers, body: { model: draft.model, messages: [{ role: "user", content: draft.prompt }] } };
    }
    const identity = JSON.parse(draft.identity);
    if (identity === null || typeof identity !== "object" || Array.isArray(identity)) throw new SyntaxError("it has to be an object");
    return { path: `/api/cache/${draft.kind}`, headers, body: draft.kind === "set" ? { ...identity, response: draft.response } : identity };
  }

  function drawCode() {
    let asked;
    try {
      asked = request();
    } catch {
      show(code);
      return;
    }
    show(code, h("h2", {}, "The same from a program"), Object.entries(snippets(asked)).map(([name, text]) =>
      h("div", { class: "field" }, h("div", { class: "row spread" }, h("h3", {}, name), copyButton(text)), h("pre", { tabindex: 0 }, text))));
  }

  async function submit(event) {
    event.preventDefault();
    problem.textContent = "";
    let asked;
    try {
      asked = request();
    } catch (wrong) {
      problem.textContent = `The identity is not JSON: ${wrong.message}`;
      return;
    }
    send.disabled = true;
    const began = performance.now();
    try {
      const answer = await raw(asked.path, { method: "POST", ...asked });
      const text = await answer.text();
      const took = performance.now() - began;
      const explained = draft.kind === "prompt" || !answer.ok ? null
        : await call("/api/cache/explain", { method: "POST", body: JSON.parse(draft.identity), headers: asked.headers });
      show(result, h("h2", {}, "Answer"), outcome(answer, text, took, explained));
    } catch (failure) {
      problem.textContent = failure.message;
    } finally {
      send.disabled = false;
    }
  }

  call("/llm/models").then(({ models: all }) => {
    const usable = all.filter((one) => one.configured);
    models.append(...usable.map((one) => h("option", { value: one.id })));
    if (draft.model === "") {
      draft.model = usable[0]?.model ?? "mock";
      draw();
    }
  }).catch(() => {
    if (draft.model === "") draft.model = "mock";
    draw();
  });
  draw();
  return { node: h("div", { class: "grid-2 top-aligned" }, form, h("div", {}, result, code)), refresh: async () => {} };
}

function outcome(answer, text, took, explained) {
  const header = (name) => answer.headers.get(name);
  const state = header("X-Cache");
  const body = pretty(text);
  return [
    h("div", { class: "answer-head" },
      answer.ok ? null : h("span", { class: "badge bad" }, `${answer.status}`),
      state ? h("span", { class: `badge ${state === "HIT" ? "good" : state === "STALE" ? "warn" : ""}`, id: "cache-state" }, state) : null,
      h("span", {}, `${millis(took)} in the browser`),
      header("X-AgentCache-Overhead-Ms") ? h("span", {}, `${millis(Number(header("X-AgentCache-Overhead-Ms")))} of it the service's own`) : null,
      header("X-AgentCache-Provider") ? h("span", {}, header("X-AgentCache-Provider")) : null,
      header("X-AgentCache-Cost") !== null && header("X-AgentCache-Cost") !== undefined ? h("span", {}, `cost ${money(Number(header("X-AgentCache-Cost")))}`) : null,
      state === "HIT" || state === "STALE" ? h("span", {}, `stored ${exact(Number(header("Age")))} s ago`) : null),
    h("p", {}, said(body.parsed)),
    h("details", {}, h("summary", {}, "The whole answer"), h("pre", { tabindex: 0 }, body.text)),
    header("X-Cache-Key") ? keyParts(header("X-Cache-Key"), explained) : null,
  ];
}

function pretty(text) {
  try {
    const parsed = JSON.parse(text);
    return { parsed, text: JSON.stringify(parsed, null, 2) };
  } catch {
    return { parsed: null, text };
  }
}

/** What a person wants to read of an answer. */
function said(body) {
  if (!body) return "";
  const content = body.choices?.[0]?.message?.content;
  if (content) return content;
  if (body.details || body.error) return body.details ?? body.error?.message ?? body.error;
  if (body.success) return `Stored for ${exact(body.ttl)} seconds.`;
  if (body.success === false) return "It was not stored: the store is away.";
  if (body.hit === true) return typeof body.response === "string" ? body.response : JSON.stringify(body.response);
  if (body.hit === false) return "Nobody has stored an answer to this.";
  return "";
}

const MEANING = ["the product", "the version of the format", "the namespace", "the provider", "the model", "SHA-256 of all that counts"];

/** The key, part by part; for cache requests also what counted. */
function keyParts(key, explained) {
  const parts = key.split(":");
  return [h("h3", { style: { "margin-top": "1rem" } }, "The key"),
    h("ul", { class: "timeline" }, parts.map((part, i) => h("li", {}, h("code", {}, part), h("span", { class: "muted" }, MEANING[i] ?? "")))),
    explained ? [
      h("p", {}, "Fields that count: ", h("code", {}, explained.counted.join(", ") || "none"), ". Fields that do not: ", h("code", {}, explained.ignored.join(", ") || "none"), "."),
      h("details", {}, h("summary", {}, "The canonical form that is hashed"), h("pre", { tabindex: 0 }, explained.canonical)),
    ] : null];
}

export default { id: "playground", title: "Playground", operator: false, open };
