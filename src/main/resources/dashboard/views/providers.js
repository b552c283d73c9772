/** The providers behind the gateway: whether they answer, how fast, and what was spent. */

import { call } from "../api.js";
import { h, show } from "../dom.js";
import { ago, duration, exact, millis, money, percent, when } from "../format.js";
import { empty, loading } from "./common.js";

const TONES = { CLOSED: "good", HALF_OPEN: "warn", OPEN: "bad" };
const WORDS = { CLOSED: "answering", HALF_OPEN: "being tried again", OPEN: "circuit open" };

function open({ operator }) {
  const stage = h("div", {}, loading());

  async function update() {
    const { providers } = await call("/llm/providers", operator ? {} : undefined);
    const used = providers.filter((one) => one.configured);
    const idle = providers.filter((one) => !one.configured);
    show(stage,
      used.length === 0 ? empty("No provider is configured.") : h("div", { class: "grid-2" }, used.map(panel)),
      idle.length === 0 ? null : h("p", { class: "muted" }, "Not configured: ", idle.map((one) => one.name).join(", "),
        ". Set the provider's API key to use it."));
  }

  return { node: stage, refresh: update };
}

function panel(one) {
  const hour = one.lastHour;
  return h("section", { class: "panel" },
    h("div", { class: "row spread" }, h("h2", {}, one.name), h("span", { class: `badge ${TONES[one.breaker]}` }, WORDS[one.breaker] ?? one.breaker)),
    one.breaker === "OPEN" ? h("p", {}, `Tried again in ${duration(one.reopensInMs / 1000)}.`) : null,
    h("div", { class: "cards" },
      small("Latency", millis(one.latencyMs)),
      small("Under way", exact(one.active)),
      hour ? small("Calls, 1 h", exact(hour.calls)) : null,
      hour ? small("Errors, 1 h", hour.calls === 0 ? "–" : percent((100 * hour.errors) / hour.calls)) : null,
      hour && hour.p95Ms !== undefined ? small("p95, 1 h", millis(hour.p95Ms)) : null,
      hour && hour.spentUsd !== undefined ? small("Spent, 1 h", money(hour.spentUsd)) : null),
    one.models.length === 0 ? null : h("p", { class: "muted" }, one.models.slice(0, 8).join(", "), one.models.length > 8 ? ` and ${one.models.length - 8} more` : ""),
    history(one.history));
}

const small = (name, value) => h("div", {}, h("div", { class: "muted" }, name), h("strong", {}, value));

function history(changes) {
  if (!changes) return null;
  if (changes.length === 0) return h("p", { class: "muted" }, "Its circuit has not opened in the last 24 hours.");
  return [h("h3", {}, "Circuit, last 24 hours"),
    h("ul", { class: "timeline" }, changes.slice(0, 10).map((one) => h("li", {},
      h("span", { class: `badge ${TONES[one.state]}` }, WORDS[one.state] ?? one.state),
      h("span", { title: when(one.at) }, ago(one.at)), one.reason ? h("span", { class: "muted" }, one.reason) : null)))];
}

export default { id: "providers", title: "Providers", operator: false, open };
