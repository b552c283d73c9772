/**
 * <agentcache-monitor token="awt_…"></agentcache-monitor>: what AgentCache saves, in a page of yours.
 *
 * Attributes: `token` a widget token, never an API key; `theme` light, dark or auto; `heading`;
 * `refresh` seconds between two looks, at least 5; `base` the address of the service, where it is not
 * the one that this script came from. Fires `agentcache-error` with { status } when it is refused.
 */

const ORIGIN = new URL(import.meta.url).origin;
const SHORTEST = 5;

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
  :host { --card: #fff; --line: #dfe3ea; --text: #172033; --muted: #566074; --accent: #4346d3; --bad: #b42334;
    display: block; font: 14px/1.45 system-ui, "Segoe UI", Roboto, Arial, sans-serif; color: var(--text); font-variant-numeric: tabular-nums; }
  :host([hidden]) { display: none; }
  :host([data-dark]) { --card: #151b26; --line: #2a3344; --text: #e8ebf2; --muted: #a0abbf; --accent: #9a9eff; --bad: #ff8b95; }
  section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; }
  header { display: flex; justify-content: space-between; gap: 8px; margin-bottom: 8px; }
  h2 { font-size: 1em; margin: 0; }
  small { color: var(--muted); }
  dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(96px, 1fr)); gap: 10px 16px; margin: 0; }
  dt { color: var(--muted); font-size: .86em; }
  dd { margin: 0; font-size: 1.35em; font-weight: 650; letter-spacing: -.01em; }
  ul { list-style: none; margin: 12px 0 0; padding: 12px 0 0; border-top: 1px solid var(--line); display: grid; gap: 8px; }
  .meter { height: 6px; border-radius: 3px; background: var(--line); overflow: hidden; margin: 4px 0; }
  .meter span { display: block; height: 100%; background: var(--accent); }
  .problem { color: var(--bad); }
  a { color: var(--accent); }
`);

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const dark = matchMedia("(prefers-color-scheme: dark)");

function element(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

class AgentCacheMonitor extends HTMLElement {
  static observedAttributes = ["token", "theme", "heading", "refresh", "base"];

  #timer = 0;
  #controller = new AbortController();
  #root = this.attachShadow({ mode: "open" });
  #onTheme = () => this.#applyTheme();

  connectedCallback() {
    this.#root.adoptedStyleSheets = [STYLE];
    dark.addEventListener("change", this.#onTheme);
    this.#applyTheme();
    this.#look();
  }

  disconnectedCallback() {
    dark.removeEventListener("change", this.#onTheme);
    this.#controller.abort();
    clearTimeout(this.#timer);
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === "theme") this.#applyTheme();
    else this.#look();
  }

  #applyTheme() {
    const theme = this.getAttribute("theme") ?? "auto";
    this.toggleAttribute("data-dark", theme === "dark" || (theme === "auto" && dark.matches));
  }

  async #look() {
    clearTimeout(this.#timer);
    this.#controller.abort();
    const controller = (this.#controller = new AbortController());
    let seconds = Math.max(SHORTEST, Number(this.getAttribute("refresh")) || 15);
    try {
      const answer = await fetch(`${this.getAttribute("base") ?? ORIGIN}/api/widget`, {
        headers: { Authorization: `Bearer ${this.getAttribute("token") ?? ""}` },
        credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", signal: controller.signal,
      });
      if (answer.ok) this.#show(await answer.json());
      else if (answer.status === 401 || answer.status === 403) {
        this.#refused(answer.status);
        return;
      } else if (answer.status === 429) seconds = Math.max(seconds, Number(answer.headers.get("Retry-After")) || 0);
      else throw new Error(`status ${answer.status}`);
    } catch (failure) {
      if (controller.signal.aborted) return;
      this.#say("No connection; trying again.");
    }
    this.#timer = setTimeout(() => this.#look(), seconds * 1000);
  }

  #refused(status) {
    this.#say("This widget's token is not valid any more.");
    this.dispatchEvent(new CustomEvent("agentcache-error", { detail: { status } }));
  }

  #head(note) {
    return element("header", {}, element("h2", {}, this.getAttribute("heading") ?? "Answered from cache"), element("small", {}, note));
  }

  #say(problem) {
    const shown = this.#root.querySelector("dl");
    if (shown) this.#root.querySelector("small").textContent = problem;
    else this.#root.replaceChildren(element("section", { role: "status" }, this.#head(""), element("p", { class: "problem" }, problem)));
  }

  #show({ metrics, transfers }) {
    const figure = (name, value) => [element("div", {}, element("dt", {}, name), element("dd", {}, value))];
    this.#root.replaceChildren(element("section", { "aria-label": "AgentCache" },
      this.#head("last 24 hours"),
      element("dl", {},
        ...figure("Hit rate", `${Number(metrics.hit_rate.toFixed(1))} %`),
        ...figure("Saved", metrics.cost_saved),
        ...figure("Tokens saved", compact.format(metrics.tokens_saved)),
        ...figure("Requests", compact.format(metrics.total_requests)),
        ...figure("p50", `${Number(metrics.p50_latency_ms.toPrecision(3))} ms`),
        ...figure("p95", `${Number(metrics.p95_latency_ms.toPrecision(3))} ms`)),
      transfers?.length ? element("ul", { "aria-label": "Transfers under way" }, ...transfers.map(transfer)) : null));
  }
}

function transfer(one) {
  const bar = element("span");
  bar.style.width = `${one.percentage}%`;
  const left = one.etaSeconds === null || one.etaSeconds === undefined ? "" : `, ${Math.round(one.etaSeconds)} s left`;
  return element("li", {}, element("div", {}, one.fileName),
    element("div", { class: "meter", role: "progressbar", "aria-label": one.fileName, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": one.percentage }, bar),
    element("small", {}, `${one.percentage} %${left}`));
}

customElements.define("agentcache-monitor", AgentCacheMonitor);
