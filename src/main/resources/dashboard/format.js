/** How figures are written. */

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** A number in full up to 99 999, and shortened above. */
export const count = (value) => (Math.abs(value) < 100_000 ? whole.format(value) : short.format(value));

/** A number in full, for tables and hints. */
export const exact = (value) => new Intl.NumberFormat("en", { maximumFractionDigits: 3 }).format(value);

export const percent = (value) => `${Number(value.toFixed(1))} %`;

/** Dollars; small sums keep two digits that say something. */
export function money(value) {
  const sum = typeof value === "string" ? Number(value.replace(/[$,]/g, "")) : value;
  if (sum !== 0 && Math.abs(sum) < 0.01) return `$${Number(sum.toPrecision(2))}`;
  return new Intl.NumberFormat("en", { style: "currency", currency: "USD" }).format(sum);
}

/** The number behind the API's `"$1.50"`. */
export const dollars = (text) => (typeof text === "number" ? text : Number(String(text).replace(/[$,]/g, "")));

export function millis(value) {
  if (value === null || value === undefined) return "–";
  if (value === 0) return "0 ms";
  if (value < 1) return `${value.toFixed(2)} ms`;
  if (value < 100) return `${value.toFixed(1)} ms`;
  return value < 10_000 ? `${whole.format(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

export function bytes(value) {
  const units = ["B", "KB", "MB", "GB", "TB", "PB"];
  let unit = 0;
  let left = value;
  while (left >= 1024 && unit < units.length - 1) {
    left /= 1024;
    unit++;
  }
  return `${unit === 0 || left >= 100 ? Math.round(left) : left.toFixed(1)} ${units[unit]}`;
}

/** Seconds as one or two units. */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) return "–";
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min ${total % 60} s`;
  if (total < 86_400) return `${Math.floor(total / 3600)} h ${Math.floor((total % 3600) / 60)} min`;
  return `${Math.floor(total / 86_400)} d ${Math.floor((total % 86_400) / 3600)} h`;
}

/** The moment of a bucket, as fine as its period needs. */
export function moment(iso, period) {
  const date = new Date(iso);
  const clock = { hour: "2-digit", minute: "2-digit", hour12: false };
  const day = { day: "numeric", month: "short" };
  const options = period === "1h" || period === "24h" ? clock : period === "7d" ? { weekday: "short", ...clock } : day;
  return new Intl.DateTimeFormat("en", options).format(date);
}

export const when = (iso) =>
  new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium", hour12: false }).format(new Date(iso));

/** How long ago something was. */
export function ago(iso) {
  const seconds = (Date.now() - new Date(iso).getTime()) / 1000;
  return seconds < 5 ? "just now" : `${duration(seconds)} ago`;
}
