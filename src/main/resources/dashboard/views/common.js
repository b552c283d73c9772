/** What several views are made of. */

import { h } from "../dom.js";

const PERIODS = [["1h", "1 hour"], ["24h", "24 hours"], ["7d", "7 days"], ["30d", "30 days"]];

/** Keeps the period from view to view. */
let chosen = "24h";

/** Buttons for the period; `onchange` takes the new one. */
export function periodPicker(onchange) {
  const group = h("div", { class: "segments", role: "group", "aria-label": "Period" });
  const draw = () => {
    for (const button of group.children) button.setAttribute("aria-pressed", String(button.dataset.period === chosen));
  };
  for (const [id, name] of PERIODS) {
    group.append(h("button", {
      type: "button", "data-period": id, title: name,
      onclick: () => { chosen = id; draw(); onchange(id); },
    }, id));
  }
  draw();
  return group;
}

export const period = () => chosen;

export const loading = () => h("div", { class: "loading", role: "status" }, "Loading …");

/** What stands where there is nothing yet, and what to do about it. */
export function empty(title, ...hint) {
  return h("div", { class: "empty" }, h("strong", {}, title), ...hint);
}

/** How a figure differs from that of the period before. */
export function change(now, before, better) {
  if (before === null || before === undefined) return h("div", { class: "change" }, "\u00a0");
  if (before === 0) return h("div", { class: "change" }, now === 0 ? "as in the period before" : "none in the period before");
  const part = ((now - before) / Math.abs(before)) * 100;
  if (Math.abs(part) < 0.05) return h("div", { class: "change" }, "as in the period before");
  const good = better === 0 ? "" : Math.sign(part) === better ? "up" : "down";
  return h("div", { class: `change ${good}` }, `${part > 0 ? "▲" : "▼"} ${Math.abs(part) >= 1000 ? ">999" : Math.abs(part).toFixed(1)} %`,
    h("span", { class: "muted" }, " to the period before"));
}

export function card(name, value, below) {
  return h("div", { class: "card" }, h("div", { class: "name" }, name), h("div", { class: "value" }, value), below);
}

/** A table that is sorted by its heads: columns are { name, value, cell?, number?, first? }. */
export function sortable(columns, label, sortedBy) {
  let by = columns.findIndex((column) => column.name === sortedBy);
  let down = Boolean(columns[by].number);
  let rows = [];
  const body = h("tbody");
  const heads = columns.map((column, i) => h("th", { scope: "col", class: column.number ? "number" : "" },
    h("button", { type: "button", onclick: () => { down = by === i ? !down : Boolean(column.number); by = i; draw(); } }, column.name)));
  const node = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    h("table", {}, h("thead", {}, h("tr", {}, heads)), body));

  function draw() {
    heads.forEach((head, i) => {
      head.setAttribute("aria-sort", i !== by ? "none" : down ? "descending" : "ascending");
      const button = head.firstChild;
      button.textContent = columns[i].name + (i === by ? (down ? " ↓" : " ↑") : "");
    });
    const value = columns[by].value;
    const sorted = [...rows].sort((a, b) => {
      const order = typeof value(a) === "number" ? value(a) - value(b) : String(value(a)).localeCompare(String(value(b)));
      return down ? -order : order;
    });
    body.replaceChildren(...sorted.map((row) => h("tr", {}, columns.map((column, i) =>
      h(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null, class: column.number ? "number" : "" },
        column.cell ? column.cell(row) : String(column.value(row)))))));
  }

  return { node, update: (next) => { rows = next; draw(); } };
}
