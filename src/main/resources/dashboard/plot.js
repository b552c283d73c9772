/**
 * Lines over time, as SVG: values on hover and by the arrow keys, the period before as a dashed
 * line, and the same figures as a table for those who cannot see lines.
 */

import { h, s, show } from "./dom.js";

const HEIGHT = 190;
const PAD = { top: 12, right: 12, bottom: 26, left: 58 };

/** A round number at or above, and the steps up to it. */
export function ticks(max) {
  if (!(max > 0)) return [0, 1];
  const raw = max / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= raw);
  const all = [];
  for (let i = 0; i * step < max + step; i++) all.push(Number((i * step).toPrecision(12)));
  return all;
}

/**
 * @param title what is shown
 * @param format how a value is written
 * @param max the top of the scale, where it is fixed
 * @returns { node, update({ times, series, label }) }: `times` are ISO moments, oldest first, `label`
 *     writes one; a series is { name, tone, values, before?, area? }, `before` the values of the
 *     period before; a value of null is a gap
 */
export function plot({ title, format, max }) {
  const frame = h("div", { class: "plot-frame" });
  const tip = h("div", { class: "plot-tip", hidden: true });
  const caption = h("figcaption");
  const below = h("div");
  const node = h("figure", { class: "plot" }, caption, h("div", { class: "plot-box" }, frame, tip), below);
  let data = null;
  let at = -1;
  let scales = null;

  function draw() {
    if (!data) return;
    const width = Math.max(240, frame.clientWidth || 480);
    const focused = frame.contains(document.activeElement);
    scales = scalesOf({ width, times: data.times, series: data.series, max });
    const again = at;
    show(frame, chart({ title, format, ...data, scales, width, on: { move, key, leave, focus } }));
    if (focused) frame.firstChild.focus();
    if (again >= 0) point(again);
  }

  function update(next) {
    const open = below.firstChild?.open;
    data = next;
    show(caption, h("h2", { class: "plot-title" }, title), legend(data.series));
    show(below, table({ title, format, ...data }, open));
    draw();
  }

  function point(index) {
    const { times, series, label } = data;
    at = Math.min(times.length - 1, Math.max(0, index));
    const mark = frame.querySelector(".plot-mark");
    const x = scales.x(at);
    show(mark, s("line", { x1: x, x2: x, y1: PAD.top, y2: HEIGHT - PAD.bottom }), ...series
      .filter((one) => one.values[at] !== null)
      .map((one) => s("circle", { cx: x, cy: scales.y(one.values[at]), r: 4, class: one.tone })));
    show(tip, h("strong", {}, label(times[at])), ...series.map((one) => row(one, at, format)));
    tip.hidden = false;
    const left = x > scales.width / 2 ? x - tip.offsetWidth - 12 : x + 12;
    tip.style.setProperty("left", `${Math.max(0, left)}px`);
  }

  const move = (event) => {
    const box = frame.getBoundingClientRect();
    point(Math.round(scales.index(event.clientX - box.left)));
  };
  const leave = () => {
    at = -1;
    tip.hidden = true;
    const mark = frame.querySelector(".plot-mark");
    if (mark) show(mark);
  };
  const focus = () => point(at < 0 ? data.times.length - 1 : at);
  const key = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -data.times.length, End: data.times.length }[event.key];
    if (step) {
      event.preventDefault();
      point((at < 0 ? data.times.length - 1 : at) + step);
    } else if (event.key === "Escape") leave();
  };
  new ResizeObserver(draw).observe(frame);
  return { node, update };
}

function scalesOf({ width, times, series, max }) {
  const tops = series.flatMap((one) => [...one.values, ...(one.before ?? [])]).filter((value) => value !== null);
  const marks = max ? [0, 0.25, 0.5, 0.75, 1].map((part) => part * max) : ticks(Math.max(0, ...tops));
  const top = marks[marks.length - 1];
  const inner = width - PAD.left - PAD.right;
  const steps = Math.max(1, times.length - 1);
  return {
    marks,
    width,
    x: (index) => PAD.left + (inner * index) / steps,
    y: (value) => HEIGHT - PAD.bottom - ((HEIGHT - PAD.top - PAD.bottom) * Math.min(value, top)) / top,
    index: (x) => ((x - PAD.left) / inner) * steps,
  };
}

function chart({ title, times, series, format, label, scales, width, on }) {
  const every = Math.max(1, Math.ceil(times.length / Math.max(2, Math.floor(width / 110))));
  const last = series.map((one) => `${one.name} ${format(one.values.findLast((value) => value !== null) ?? 0)}`);
  return s(
    "svg",
    {
      viewBox: `0 0 ${width} ${HEIGHT}`,
      height: HEIGHT,
      role: "img",
      tabindex: 0,
      "aria-label": `${title}; last: ${last.join(", ")}. Arrow keys read the values.`,
      onpointermove: on.move,
      onpointerleave: on.leave,
      onkeydown: on.key,
      onfocus: on.focus,
      onblur: on.leave,
    },
    s("g", { class: "plot-grid" }, scales.marks.map((mark) => [
      s("line", { x1: PAD.left, x2: width - PAD.right, y1: scales.y(mark), y2: scales.y(mark) }),
      s("text", { x: PAD.left - 8, y: scales.y(mark) + 4, "text-anchor": "end" }, format(mark)),
    ])),
    s("g", { class: "plot-grid" }, times.map((time, i) => (i % every === 0 && scales.x(i) < width - 40
      ? s("text", { x: scales.x(i), y: HEIGHT - 8, "text-anchor": i === 0 ? "start" : "middle" }, label(time)) : null))),
    series.map((one) => [
      one.before ? s("path", { class: `plot-before ${one.tone}`, d: path(one.before, scales) }) : null,
      one.area ? s("path", { class: `plot-area ${one.tone}`, d: area(one.values, scales) }) : null,
      s("path", { class: `plot-line ${one.tone}`, d: path(one.values, scales) }),
      one.values.map((value, i) => (isAlone(one.values, i) ? s("circle", { class: one.tone, cx: scales.x(i), cy: scales.y(value), r: 2.5 }) : null)),
    ]),
    s("g", { class: "plot-mark" }),
  );
}

/** A value between gaps would make no line. */
const isAlone = (values, i) => values[i] !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;

function path(values, scales) {
  let pen = "M";
  let out = "";
  values.forEach((value, i) => {
    if (value === null) pen = "M";
    else {
      out += `${pen}${scales.x(i).toFixed(1)} ${scales.y(value).toFixed(1)}`;
      pen = "L";
    }
  });
  return out;
}

function area(values, scales) {
  const floor = scales.y(0).toFixed(1);
  const known = values.map((value) => value ?? 0);
  return `${path(known, scales)}L${scales.x(values.length - 1).toFixed(1)} ${floor}L${scales.x(0).toFixed(1)} ${floor}Z`;
}

function legend(series) {
  const before = series.some((one) => one.before);
  return h(
    "ul",
    { class: "legend" },
    series.map((one) => h("li", {}, h("span", { class: `swatch ${one.tone}` }), one.name)),
    before ? h("li", {}, h("span", { class: "swatch dashed" }), "period before") : null,
  );
}

function row(one, at, format) {
  const value = one.values[at];
  const before = one.before?.[at];
  return h(
    "div",
    { class: "plot-row" },
    h("span", { class: `swatch ${one.tone}` }),
    `${one.name} `,
    h("b", {}, value === null ? "–" : format(value)),
    before === undefined || before === null ? null : h("span", { class: "muted" }, ` before ${format(before)}`),
  );
}

/** Made when it is opened: most never are. */
function table({ title, times, series, format, label }, open) {
  const body = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `${title} as a table` });
  return h(
    "details",
    {
      open,
      ontoggle: (event) => {
        if (!event.target.open || body.firstChild) return;
        show(body, h("table", {},
          h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Time"), series.map((one) => h("th", { scope: "col", class: "number" }, one.name)))),
          h("tbody", {}, times.map((time, i) => h("tr", {}, h("th", { scope: "row" }, label(time)),
            series.map((one) => h("td", { class: "number" }, one.values[i] === null ? "–" : format(one.values[i]))))))));
      },
    },
    h("summary", {}, "Show as a table"),
    body,
  );
}
