/** The operator's keys: who has one, what it may do, what was done with them. */

import { call } from "../api.js";
import { announce, copyButton, h, show } from "../dom.js";
import { ago, exact, money, percent, when } from "../format.js";
import { empty, loading, sortable } from "./common.js";

function open({ tools, refresh }) {
  const keys = h("div", {}, loading());
  const tenants = h("div", {}, loading());
  const audit = h("div", {}, loading());
  const tenantTable = sortable([
    { name: "Tenant", value: (row) => row.tenant },
    { name: "Keys", number: true, value: (row) => row.keys, cell: (row) => exact(row.keys) },
    { name: "Since", value: (row) => row.createdAt, cell: (row) => when(row.createdAt) },
  ], "Tenants", "Tenant");
  const keyTable = sortable([
    { name: "Key", value: (row) => row.name, cell: (row) => [row.name, h("div", { class: "mono muted" }, row.keyId)] },
    { name: "Tenant", value: (row) => row.tenant },
    { name: "Plan", value: (row) => row.plan },
    { name: "Per minute", number: true, value: (row) => row.rateLimit, cell: (row) => exact(row.rateLimit) },
    { name: "Per month", number: true, value: (row) => row.monthlyQuota ?? 0, cell: (row) => quota(row) },
    { name: "Budget", number: true, value: (row) => row.monthlyBudget ?? 0, cell: (row) => (row.monthlyBudget === null ? "–" : `${money(row.spentThisMonth)} of ${money(row.monthlyBudget)}`) },
    { name: "State", value: (row) => (row.revokedAt ? "revoked" : "valid"), cell: (row) => (row.revokedAt
      ? h("span", { class: "badge bad", title: when(row.revokedAt) }, "revoked") : h("span", { class: "badge good" }, "valid")) },
    { name: "Action", value: (row) => row.keyId, cell: (row) => (row.revokedAt ? null : h("div", { class: "row" },
      h("button", { type: "button", class: "small", onclick: () => changeDialog(row, refresh) }, "Limits"),
      h("button", { type: "button", class: "small danger", "aria-label": `Revoke ${row.name}`, onclick: () => revokeDialog(row, refresh) }, "Revoke"))) },
  ], "API keys", "Tenant");
  tools.append(h("button", { type: "button", class: "primary", onclick: () => mintDialog(refresh) }, "New key"));

  async function update() {
    const [allTenants, allKeys, log] = await Promise.all([
      everything("/api/admin/tenants", "tenants"), everything("/api/admin/keys", "keys"),
      call("/api/admin/audit?limit=50"),
    ]);
    tenantTable.update(allTenants);
    show(tenants, allTenants.length === 0 ? empty("There is no tenant yet.", "The first key makes its tenant.") : tenantTable.node);
    keyTable.update(allKeys);
    show(keys, allKeys.length === 0 ? empty("No key has been made.", "“New key” makes the first; it is shown once.") : keyTable.node);
    show(audit, log.events.length === 0 ? empty("Nothing was done yet.")
      : h("ul", { class: "timeline" }, log.events.map((one) => h("li", {}, h("strong", {}, one.action), one.tenant, h("span", { class: "mono" }, one.keyId ?? ""),
        one.detail ? h("span", { class: "muted" }, one.detail) : null, h("span", { class: "muted", title: when(one.at) }, ago(one.at))))));
  }

  const node = h("div", {},
    h("section", { class: "panel" }, h("h2", {}, "Keys"), keys),
    h("section", { class: "panel" }, h("h2", {}, "Tenants"), tenants),
    h("section", { class: "panel" }, h("h2", {}, "Audit log"), audit));
  return { node, refresh: update };
}

function quota(row) {
  if (row.monthlyQuota === null) return "–";
  return row.usedThisMonth === undefined ? exact(row.monthlyQuota)
    : `${exact(row.usedThisMonth)} of ${exact(row.monthlyQuota)} (${percent((100 * row.usedThisMonth) / row.monthlyQuota)})`;
}

/** All pages of a list; a thousand are enough for a page that people read. */
async function everything(path, field) {
  const all = [];
  let cursor = null;
  do {
    const page = await call(`${path}?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    all.push(...page[field]);
    cursor = page.nextCursor;
  } while (cursor && all.length < 1000);
  return all;
}

/** A dialog whose form does something; it closes when that went well. */
function dialog(title, body, { action, tone = "primary", submit }) {
  const problem = h("p", { class: "problem", role: "alert" });
  const button = h("button", { type: "submit", class: tone }, action);
  const close = () => node.close();
  const form = h("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      button.disabled = true;
      problem.textContent = "";
      try {
        await submit(new FormData(form), node);
      } catch (failure) {
        problem.textContent = failure.message;
      } finally {
        button.disabled = false;
      }
    },
  }, h("h2", { id: "dialog-title" }, title), body, problem,
  h("div", { class: "row" }, button, h("button", { type: "button", onclick: close }, "Cancel")));
  const node = h("dialog", { "aria-labelledby": "dialog-title", onclose: () => node.remove() }, form);
  document.body.append(node);
  node.showModal();
  return node;
}

const field = (name, label, properties, hint) => h("div", { class: "field" }, h("label", { for: `field-${name}` }, label),
  h("input", { id: `field-${name}`, name, ...properties }), hint ? h("p", { class: "hint" }, hint) : null);

const number = (data, name) => (data.get(name) === "" ? undefined : Number(data.get(name)));

function mintDialog(refresh) {
  dialog("New key", [
    field("tenant", "Tenant", { required: true, maxlength: 64, autocomplete: "off" }, "A new name makes a new tenant."),
    field("name", "Name", { required: true, maxlength: 100, autocomplete: "off" }, "What the key is for."),
    field("rateLimit", "Requests per minute", { type: "number", min: 1, placeholder: "of the plan" }),
    field("monthlyQuota", "Requests per month", { type: "number", min: 1, placeholder: "of the plan" }),
    field("monthlyBudget", "Dollars per month", { type: "number", min: 0, step: "any", placeholder: "unlimited" }),
  ], {
    action: "Make the key",
    submit: async (data, node) => {
      const made = await call("/api/admin/keys", {
        method: "POST",
        body: {
          tenant: data.get("tenant"), name: data.get("name"), rateLimit: number(data, "rateLimit"),
          monthlyQuota: number(data, "monthlyQuota"), monthlyBudget: number(data, "monthlyBudget"),
        },
      });
      const done = h("button", { type: "button", class: "primary", onclick: () => node.close() }, "I have saved it");
      show(node, h("h2", { id: "dialog-title" }, "The new key"),
        h("p", {}, "Copy it now: it is shown this once and kept nowhere."),
        h("pre", { id: "new-key", tabindex: 0 }, made.key),
        h("div", { class: "row", style: { "margin-top": "1rem" } }, copyButton(made.key, "Copy the key"), done));
      announce("The key was made");
      done.focus();
      refresh();
    },
  });
}

function revokeDialog(row, refresh) {
  dialog(`Revoke ${row.name}?`, h("p", {}, `The key of ${row.tenant} stops working within a minute, for good.`), {
    action: "Revoke the key",
    tone: "danger",
    submit: async (data, node) => {
      await call(`/api/admin/keys/${encodeURIComponent(row.keyId)}`, { method: "DELETE" });
      node.close();
      announce("The key was revoked");
      await refresh();
    },
  });
}

function changeDialog(row, refresh) {
  dialog(`Limits of ${row.name}`, [
    field("rateLimit", "Requests per minute", { type: "number", min: 1, required: true, value: row.rateLimit }),
    field("monthlyQuota", "Requests per month", { type: "number", min: 1, value: row.monthlyQuota ?? "" }, "Empty for that of the plan."),
    field("monthlyBudget", "Dollars per month", { type: "number", min: 0, step: "any", value: row.monthlyBudget ?? "" }, "Empty for none."),
  ], {
    action: "Save",
    submit: async (data, node) => {
      await call(`/api/admin/keys/${encodeURIComponent(row.keyId)}`, {
        method: "PATCH",
        body: { rateLimit: number(data, "rateLimit"), monthlyQuota: number(data, "monthlyQuota") ?? null, monthlyBudget: number(data, "monthlyBudget") ?? null },
      });
      node.close();
      await refresh();
    },
  });
}

export default { id: "keys", title: "Keys", operator: true, open };
