/** What the service saves, and how it does, over time. */

import { call } from "../api.js";
import { h, show } from "../dom.js";
import { count, dollars, exact, millis, moment, money, percent } from "../format.js";
import { plot } from "../plot.js";
import { card, change, empty, loading, period, periodPicker } from "./common.js";

const FIRST = `curl ${location.origin}/llm/generate -H 'X-API-Key: <your key>' \\
  -H 'Content-Type: application/json' -d '{"prompt":"What is a response cache?"}'`;

/** Where the figures are: of the tenant, or of all for the operator. */
const paths = (operator) => (operator
  ? { stats: "/api/admin-stats", series: "/api/admin-stats/timeseries" }
  : { stats: "/api/stats", series: "/api/stats/timeseries" });

function open({ operator, tools, refresh }) {
  const cards = h("div", { class: "cards" });
  const quota = h("div");
  const plots = [
    plot({ title: "Requests", format: count }),
    plot({ title: "Hit rate", format: percent, max: 100 }),
    plot({ title: "Money saved", format: money }),
    plot({ title: "Latency", format: millis }),
  ];
  const [requests, rate, saved, latency] = plots;
  const stage = h("div", {}, loading());
  const body = h("div", {}, cards, quota, h("div", { class: "grid-2" }, plots.map((one) => one.node)));
  tools.append(periodPicker(refresh));
  const from = paths(operator);
  const past = new Past();

  async function update() {
    const asked = period();
    const ask = (path, more = "") => call(`${path}?period=${asked}${more}`);
    const [now, series, [before, seriesBefore]] = await Promise.all([
      ask(from.stats), ask(from.series),
      past.of(asked, () => Promise.all([ask(from.stats, "&previous=true"), ask(from.series, "&previous=true")])),
    ]);
    if (asked !== period()) return;
    if (now.metrics.total_requests === 0 && before.metrics.total_requests === 0) {
      show(stage, h("div", { class: "panel" }, empty("Nothing was asked in this time.",
        h("p", {}, "Send a first request, and this page comes to life:"), h("pre", {}, FIRST))));
      return;
    }
    show(cards, figures(now.metrics, before.metrics));
    show(quota, now.quota ? quotaPanel(now.quota) : null);
    draw(series.buckets, seriesBefore.buckets, asked);
    if (stage.firstChild !== body) show(stage, body);
  }

  function draw(buckets, before, asked) {
    const times = buckets.map((bucket) => bucket.start);
    const label = (iso) => moment(iso, asked);
    const of = (list, value) => list.map(value);
    const idle = (bucket, value) => (bucket.total_requests === 0 ? null : value);
    requests.update({ times, label, series: [
      { name: "hits", tone: "tone-c", area: true, values: of(buckets, (b) => b.cache_hits) },
      { name: "all requests", tone: "tone-a", values: of(buckets, (b) => b.total_requests), before: of(before, (b) => b.total_requests) },
    ] });
    rate.update({ times, label, series: [
      { name: "hit rate", tone: "tone-a", values: of(buckets, (b) => idle(b, b.hit_rate)), before: of(before, (b) => idle(b, b.hit_rate)) },
    ] });
    saved.update({ times, label, series: [
      { name: "saved", tone: "tone-c", area: true, values: of(buckets, (b) => dollars(b.cost_saved)), before: of(before, (b) => dollars(b.cost_saved)) },
      { name: "spent", tone: "tone-b", values: of(buckets, (b) => b.spend.usd) },
    ] });
    latency.update({ times, label, series: [
      { name: "p50", tone: "tone-c", values: of(buckets, (b) => idle(b, b.p50_latency_ms)) },
      { name: "p95", tone: "tone-a", values: of(buckets, (b) => idle(b, b.p95_latency_ms)), before: of(before, (b) => idle(b, b.p95_latency_ms)) },
      { name: "p99", tone: "tone-b", values: of(buckets, (b) => idle(b, b.p99_latency_ms)) },
    ] });
  }

  return { node: stage, refresh: update };
}

/** The period before changes slowly: it is asked for once a minute. */
class Past {
  #period;
  #until = 0;
  #known;

  async of(period, ask) {
    if (period !== this.#period || Date.now() > this.#until) {
      this.#known = await ask();
      this.#period = period;
      this.#until = Date.now() + 60_000;
    }
    return this.#known;
  }
}

function figures(now, before) {
  const had = before.total_requests > 0;
  const compare = (value, better) => change(value(now), had ? value(before) : null, better);
  return [
    card("Hit rate", percent(now.hit_rate), compare((m) => m.hit_rate, 1)),
    card("Money saved", money(now.cost_saved), compare((m) => dollars(m.cost_saved), 1)),
    card("Tokens saved", count(now.tokens_saved), compare((m) => m.tokens_saved, 1)),
    card("Requests", count(now.total_requests), compare((m) => m.total_requests, 0)),
    card("Latency p50", millis(now.p50_latency_ms), compare((m) => m.p50_latency_ms, -1)),
    card("Latency p95", millis(now.p95_latency_ms), compare((m) => m.p95_latency_ms, -1)),
    card("Latency p99", millis(now.p99_latency_ms), compare((m) => m.p99_latency_ms, -1)),
    card("Spent on calls", money(now.spend.usd), h("div", { class: "change" }, `${exact(now.spend.upstream_calls)} calls`)),
  ];
}

function quotaPanel(quota) {
  if (!quota.monthly_limit && quota.monthly_budget_usd === null) return null;
  return h("section", { class: "panel" }, h("h2", {}, "Left this month"),
    quota.monthly_limit ? meter("Requests", quota.monthly_used, quota.monthly_limit, exact) : null,
    quota.monthly_budget_usd === null ? null : meter("Budget", quota.monthly_spent_usd, quota.monthly_budget_usd, money));
}

function meter(name, used, limit, format) {
  const part = Math.min(100, (100 * used) / limit);
  const tone = part >= 95 ? "bad" : part >= 80 ? "warn" : "";
  return h("div", {},
    h("div", { class: "row spread" }, h("span", {}, name), h("span", { class: "muted" }, `${format(used)} of ${format(limit)} used, ${format(Math.max(0, limit - used))} left`)),
    h("div", { class: `meter ${tone}`, role: "meter", "aria-label": `${name} used`, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": part.toFixed(1) },
      h("span", { style: { width: `${part}%` } })));
}

export default { id: "overview", title: "Overview", open };
