/** The same figures by namespace, model, provider and agent type; by tenant for the operator. */

import { call } from "../api.js";
import { h, show } from "../dom.js";
import { dollars, exact, millis, money, percent } from "../format.js";
import { empty, loading, period, periodPicker, sortable } from "./common.js";

const GROUPS = [["namespace", "Namespace"], ["model", "Model"], ["provider", "Provider"], ["agent_type", "Agent type"]];

let group = "model";

function open({ operator, tools, refresh }) {
  const groups = operator ? [["tenant", "Tenant"], ...GROUPS] : GROUPS;
  const picker = h("div", { class: "segments", role: "group", "aria-label": "Grouped by" });
  const press = () => {
    for (const button of picker.children) button.setAttribute("aria-pressed", String(button.dataset.group === group));
  };
  if (!groups.some(([id]) => id === group)) group = "model";
  for (const [id, name] of groups) {
    picker.append(h("button", { type: "button", "data-group": id, onclick: () => { group = id; press(); refresh(); } }, name));
  }
  press();
  tools.append(periodPicker(refresh));
  let most = 1;
  let dearest = 1;
  const bar = (part, tone) => h("span", { class: `bar ${tone}`, style: { width: `${Math.max(0, Math.min(100, 100 * part))}%` } });
  const spent = (row) => row.spend.usd;
  const avoided = (row) => dollars(row.cost_saved);
  const table = sortable([
    { name: "Name", value: (row) => row.name },
    { name: "Requests", number: true, value: (row) => row.total_requests, cell: (row) => [exact(row.total_requests), bar(row.total_requests / most, "")] },
    { name: "Hit rate", number: true, value: (row) => row.hit_rate, cell: (row) => percent(row.hit_rate) },
    { name: "Cost spent", number: true, value: spent, cell: (row) => [money(spent(row)), bar(spent(row) / dearest, "other")] },
    { name: "Cost avoided", number: true, value: avoided, cell: (row) => [money(avoided(row)), bar(avoided(row) / dearest, "")] },
    { name: "Tokens saved", number: true, value: (row) => row.tokens_saved, cell: (row) => exact(row.tokens_saved) },
    { name: "p95", number: true, value: (row) => row.p95_latency_ms, cell: (row) => millis(row.p95_latency_ms) },
  ], "Figures of each group", "Requests");
  const stage = h("div", {}, loading());

  async function update() {
    const asked = { group, period: period() };
    const by = group === "tenant" ? "" : `&group_by=${group}`;
    const found = await call(`${operator ? "/api/admin-stats" : "/api/stats"}?period=${asked.period}${by}`);
    if (asked.group !== group || asked.period !== period()) return;
    const rows = group === "tenant" ? found.tenants : found.groups;
    most = Math.max(1, ...rows.map((row) => row.total_requests));
    dearest = Math.max(1e-9, ...rows.map((row) => Math.max(spent(row), avoided(row))));
    table.update(rows);
    show(stage, rows.length === 0
      ? empty("Nothing was asked in this time.", "Choose a longer period.")
      : table.node);
  }

  return { node: h("section", { class: "panel" }, h("div", { class: "tabs" }, picker), stage), refresh: update };
}

export default { id: "breakdowns", title: "Breakdowns", open };
