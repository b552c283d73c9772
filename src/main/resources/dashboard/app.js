/** The frame of the dashboard: sign-in, navigation, theme, and the connection that keeps it live. */

import { call, currentKey, forget, hasKey, remember } from "./api.js";
import { announce, h, show } from "./dom.js";
import { follow } from "./live.js";
import agents from "./views/agents.js";
import breakdowns from "./views/breakdowns.js";
import keys from "./views/keys.js";
import overview from "./views/overview.js";
import playground from "./views/playground.js";
import providers from "./views/providers.js";
import uploads from "./views/uploads.js";

const VIEWS = [overview, breakdowns, providers, uploads, agents, keys, playground];
const REFRESH_MILLIS = 5_000;
const IDLE_REFRESH_MILLIS = 30_000;
const root = document.getElementById("app");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Who is signed in: { operator }. */
let who = null;
let stopLive = () => {};

function theme() {
  return localStorage.getItem("agentcache.theme") ?? "system";
}

function applyTheme() {
  const chosen = theme();
  document.documentElement.dataset.theme = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
}

function themePicker() {
  const select = h("select", {
    "aria-label": "Theme",
    onchange: (event) => {
      localStorage.setItem("agentcache.theme", event.target.value);
      applyTheme();
    },
  }, ["system", "light", "dark"].map((name) => h("option", { value: name, selected: theme() === name }, `${name[0].toUpperCase()}${name.slice(1)} theme`)));
  return select;
}

/** An operator's key opens other calls than a tenant's. */
async function identify(key) {
  remember(key);
  const operator = key.startsWith("ac_admin_");
  try {
    await call(`${operator ? "/api/admin-stats" : "/api/stats"}?period=1h`);
    return { operator };
  } catch (failure) {
    forget();
    throw failure;
  }
}

async function signIn(message) {
  stopLive();
  const settings = await fetch("settings.json", { cache: "no-store", credentials: "omit" })
    .then((answer) => (answer.ok ? answer.json() : {}))
    .catch(() => ({}));
  const problem = h("p", { class: "problem", role: "alert" }, message ?? "");
  const field = h("input", {
    id: "key", name: "key", type: "password", required: true, autocomplete: "off", spellcheck: "false",
    value: settings.demoKey ?? "", "aria-describedby": "key-hint",
  });
  const button = h("button", { class: "primary", type: "submit" }, "Sign in");
  const form = h("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      problem.textContent = "";
      button.disabled = true;
      try {
        who = await identify(field.value.trim());
        open();
      } catch (failure) {
        problem.textContent = failure.status === 401
          ? "This key is not known. Check it for a missing character."
          : failure.message;
        button.disabled = false;
        field.focus();
      }
    },
  },
  h("div", { class: "brand" }, h("img", { src: "icon.svg", alt: "" }), "AgentCache"),
  h("h1", {}, "Sign in"),
  h("p", { class: "muted" }, "With the API key of your tenant, or the operator's."),
  h("div", { class: "field" }, h("label", { for: "key" }, "API key"), field,
    h("p", { class: "hint", id: "key-hint" }, settings.demoKey
      ? "The demo key of this development service is filled in."
      : "It stays in this browser tab and is forgotten when you close it.")),
  problem,
  button);
  document.title = "Sign in · AgentCache";
  show(root, h("main", { class: "sign-in" }, form));
  field.focus();
}

function open() {
  const views = VIEWS.filter((view) => (who.operator ? view.operator !== false : view.operator !== true));
  const nav = h("nav", { "aria-label": "Views" }, views.map((view) => h("a", { href: `#/${view.id}` }, view.title)));
  const live = h("span", { class: "live", role: "status" }, "Connecting …");
  const title = h("h1");
  const tools = h("div", { class: "row" });
  const notice = h("div");
  const stage = h("div", { id: "stage", tabindex: -1 });
  let current = null;
  let due = 0;
  let timer = 0;

  show(root,
    h("a", { class: "skip", href: "#stage", onclick: (event) => { event.preventDefault(); stage.focus(); } }, "Skip to the figures"),
    h("div", { class: "shell" },
      h("header", { class: "side" },
        h("div", { class: "brand" }, h("img", { src: "icon.svg", alt: "" }), "AgentCache"),
        nav,
        h("div", { class: "side-foot" },
          live,
          h("span", { class: "muted" }, who.operator ? "Signed in as operator" : `Key ${currentKey().slice(0, 8)}…`),
          themePicker(),
          h("button", { type: "button", class: "small", onclick: () => { forget(); who = null; signIn(); } }, "Sign out"))),
      h("main", {}, h("div", { class: "top" }, title, tools), notice, stage),
      h("div", { id: "announcer", class: "hidden-text", "aria-live": "polite" })));

  async function refresh() {
    const view = current;
    if (!view || view.busy) return;
    view.busy = true;
    due = Date.now() + REFRESH_MILLIS;
    try {
      await view.refresh();
      if (view === current) show(notice);
    } catch (failure) {
      if (failure.status === 401) {
        forget();
        signIn("The key does not work any more.");
      } else if (view === current && failure.name !== "AbortError") {
        due = Date.now() + (failure.retryAfter ?? 5) * 1000;
        show(notice, h("div", { class: "notice bad", role: "alert" },
          h("strong", {}, "These figures could not be brought up to date. "), failure.message, " ",
          h("button", { type: "button", class: "small", onclick: refresh }, "Try again")));
      }
    } finally {
      view.busy = false;
    }
  }

  /** At most one refresh in five seconds, however many events there are. */
  function changed(event) {
    if (current?.event) current.event(event);
    if (timer || document.hidden) return;
    timer = setTimeout(() => { timer = 0; refresh(); }, Math.max(0, due - Date.now()));
  }

  function go() {
    const id = location.hash.replace(/^#\//, "");
    const view = views.find((one) => one.id === id) ?? views[0];
    for (const link of nav.children) {
      const here = link.getAttribute("href") === `#/${view.id}`;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    title.textContent = view.title;
    document.title = `${view.title} · AgentCache`;
    show(tools);
    show(notice);
    current?.close?.();
    current = view.open({ operator: who.operator, tools, refresh: () => refresh() });
    show(stage, current.node);
    announce(view.title);
    refresh();
  }

  const idle = setInterval(() => { if (!document.hidden && Date.now() >= due) refresh(); }, IDLE_REFRESH_MILLIS);
  const stopFollowing = follow({
    onEvent: changed,
    onState: (state, seconds) => {
      live.className = `live ${state}`;
      live.textContent = state === "on" ? "Live"
        : state === "lost" ? `Connection lost; again in ${seconds} s` : "Not signed in";
      if (state === "on") refresh();
      if (state === "refused") { forget(); signIn("The key does not work any more."); }
    },
  });
  window.addEventListener("hashchange", go);
  stopLive = () => {
    clearInterval(idle);
    clearTimeout(timer);
    stopFollowing();
    window.removeEventListener("hashchange", go);
    current?.close?.();
    stopLive = () => {};
  };
  go();
}

async function start() {
  applyTheme();
  dark.addEventListener("change", applyTheme);
  if (!hasKey()) return signIn();
  try {
    who = await identify(currentKey());
  } catch (failure) {
    return signIn(failure.status === 401 ? "The key does not work any more." : failure.message);
  }
  return open();
}

start();
