/** Whether all is well: checks, batches of progress, alerts and what became of them. */

import { call } from "../api.js";
import { h, show } from "../dom.js";
import { ago, count, millis, when } from "../format.js";
import { card, empty, loading } from "./common.js";

const TONES = { healthy: "good", degraded: "warn", unhealthy: "bad", critical: "bad", warning: "warn" };
const badge = (word) => h("span", { class: `badge ${TONES[word] ?? ""}` }, word);

function open() {
  const stage = h("div", {}, loading());

  async function update() {
    const status = await call("/api/status");
    const batches = status.batches;
    show(stage,
      h("div", { class: "cards" },
        card("Service", badge(status.status)),
        batches?.accepted === undefined ? null : card("Updates accepted", count(batches.accepted)),
        batches ? card("Updates applied", count(batches.applied)) : null,
        batches?.waiting === undefined ? null : card("Waiting", count(batches.waiting)),
        batches?.lagMs === undefined ? null : card("Lag", millis(batches.lagMs)),
        batches ? card("Dead letters", count(batches.deadLetters)) : null),
      h("div", { class: "grid-2" },
        h("section", { class: "panel" }, h("h2", {}, "Checks"),
          h("ul", { class: "timeline" }, status.checks.map((check) => h("li", {}, badge(check.status), h("strong", {}, check.name),
            check.message ? h("span", { class: "muted" }, check.message) : null)))),
        h("section", { class: "panel" }, h("h2", {}, "Alerts now"),
          status.alerts.length === 0 ? empty("All is quiet.", "Alerts that fire stand here until they are over.")
            : h("ul", { class: "timeline" }, status.alerts.map(alert)))),
      h("section", { class: "panel" }, h("h2", {}, "What alerts there were"),
        status.history.length === 0 ? empty("No alert has fired.") : h("ul", { class: "timeline" }, status.history.map(alert))));
  }

  return { node: stage, refresh: update };
}

function alert(one) {
  return h("li", {}, badge(one.severity), one.event ? h("span", {}, one.event) : null, h("strong", {}, one.rule), one.message,
    h("span", { class: "muted", title: when(one.at ?? one.since) }, ago(one.at ?? one.since)));
}

export default { id: "agents", title: "Agents", open };
