/** JettySpeed: the edges on a map, the transfers under way, what deduplication saved. */

import { ApiError, call } from "../api.js";
import { h, show } from "../dom.js";
import { bytes, count, duration, exact, millis, money, percent } from "../format.js";
import { map } from "../map.js";
import { card, empty, loading, sortable } from "./common.js";

function tone(edge) {
  if (!edge.active) return "off";
  if (edge.ejected) return "bad";
  return edge.measured ? (edge.load > 0.8 || edge.errorRate > 0.1 ? "warn" : "good") : "";
}

const WORDS = { off: "switched off", bad: "ejected", warn: "busy or failing", good: "measured, well", "": "not measured yet" };

function open() {
  const savings = h("div", { class: "cards" });
  const transfers = h("div", {}, loading());
  const world = h("div", {}, loading());
  const edges = sortable([
    { name: "Edge", value: (edge) => edge.id, cell: (edge) => `${edge.id} · ${edge.city}` },
    { name: "State", value: (edge) => WORDS[tone(edge)], cell: (edge) => h("span", { class: `badge ${tone(edge)}` }, WORDS[tone(edge)]) },
    { name: "Latency", number: true, value: (edge) => edge.latency_ms ?? Infinity, cell: (edge) => millis(edge.latency_ms) },
    { name: "Rate", number: true, value: (edge) => edge.mbps ?? 0, cell: (edge) => (edge.mbps === null ? "–" : `${exact(edge.mbps)} Mbit/s`) },
    { name: "Load", number: true, value: (edge) => edge.load, cell: (edge) => percent(100 * edge.load) },
    { name: "Errors", number: true, value: (edge) => edge.errorRate, cell: (edge) => percent(100 * edge.errorRate) },
    { name: "Per GB", number: true, value: (edge) => edge.pricePerGb, cell: (edge) => money(edge.pricePerGb) },
  ], "Edges", "Edge");

  async function update() {
    const [known, under, saved] = await Promise.all([
      call("/api/jetty/edges"), call("/api/jetty/sessions?state=unfinished&limit=50"),
      // A key of one user may not see what the whole tenant saved.
      call("/api/jetty/savings").catch((failure) => {
        if (failure instanceof ApiError && failure.status === 403) return null;
        throw failure;
      }),
    ]);
    show(savings, saved ? [
      card("Files known", count(saved.files)),
      card("Uploads avoided", count(saved.duplicatesAvoided)),
      card("Bytes not sent again", bytes(saved.savedBytes)),
      card("Money saved", money(saved.savedCost)),
    ] : null);
    show(transfers, under.sessions.length === 0
      ? empty("No transfer is under way.", "Those that are show up here with their rate and the time that is left.")
      : under.sessions.map(transfer));
    const list = known.edges;
    const ejected = list.filter((edge) => edge.active && edge.ejected).length;
    show(world, list.length === 0 ? empty("There is no edge.") : map(list.map((edge) => ({
      id: edge.id, lat: edge.lat, lng: edge.lng, tone: tone(edge), size: 1.3 + 2 * Math.min(1, edge.load),
      text: `${edge.city}: ${edge.measured ? `${millis(edge.latency_ms)}, load ${percent(100 * edge.load)}` : "not measured yet"}${edge.ejected ? ", ejected" : ""}`,
    })), `${list.length} edges on a map of the world, ${ejected} ejected; the table below has their figures`));
    edges.update(list);
  }

  const node = h("div", {}, savings,
    h("section", { class: "panel" }, h("h2", {}, "Transfers under way"), transfers),
    h("section", { class: "panel" }, h("h2", {}, "Edges"), world, edges.node));
  return { node, refresh: update };
}

function transfer(one) {
  const done = one.progress.bytesUploaded;
  const part = one.fileSize > 0 ? Math.min(100, (100 * done) / one.fileSize) : 0;
  const rest = one.etaSeconds ?? null;
  const rate = one.rateMbps ?? null;
  return h("div", { class: "field" },
    h("div", { class: "row spread" }, h("strong", {}, one.fileName),
      h("span", { class: "muted" }, [one.state, one.userId, rate === null ? null : `${exact(rate)} Mbit/s`, rest === null ? null : `${duration(rest)} left`].filter(Boolean).join(" · "))),
    h("div", { class: "meter", role: "progressbar", "aria-label": one.fileName, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": part.toFixed(1) },
      h("span", { style: { width: `${part}%` } })),
    h("div", { class: "muted" }, `${bytes(done)} of ${bytes(one.fileSize)} (${percent(part)})`));
}

export default { id: "uploads", title: "Uploads", operator: false, open };
