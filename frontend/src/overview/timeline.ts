// Incidents over time, stacked by kind of event; a brush on it asks for days.

import { type Bars, barsOf } from "./bars";
import type { Days, Points } from "./points";
import { hatchings, make, swatch } from "./svg";
import { daysWords, dayWords, ticks } from "./days";

const HEIGHT = 128;
const TOP = 14;
const FOOT = 22;
const SIDE = 10; // px that an edge of the brush may be grabbed from, to each side
const KINDS = 4; // kinds of event that are told apart; the others are one
const NARROWEST = 3; // px of a bar

export interface Asked {
  /** `at` is when the person did it (`Event.timeStamp`). */
  (days: Days, settled: boolean, at: number): void;
}

export class Timeline {
  private points: Points | null = null;
  private shown: [number, number] = [0, 0];
  private whole: [number, number] = [0, 0];
  private usual: [number, number] = [0, 0];
  private outside = 0;
  private days: Days = { from: null, to: null };
  private places: Uint8Array | null = null;
  private kinds: string[] = [];
  private kindOf: Int32Array = new Int32Array();
  private bars: Bars | null = null;
  private inner = 120; // px from the first day shown to the last
  private readonly svg = make("svg", { class: "timeline", height: HEIGHT, role: "group", "aria-label": "Incidents over time" });
  private readonly layers = { gaps: make("g"), bars: make("g"), axis: make("g", { class: "ticks" }), brush: make("g") };
  private readonly band = make("rect", { class: "band", y: TOP, height: HEIGHT - TOP - FOOT });
  private readonly handles = [this.handle("First day"), this.handle("Last day")] as const;
  private readonly legend = document.createElement("p");
  private readonly zoom = document.createElement("button");
  private readonly clear = document.createElement("button");
  private readonly wide = document.createElement("button");
  private readonly told = document.createElement("span");

  constructor(
    private readonly root: HTMLElement,
    private readonly ask: Asked,
  ) {
    this.svg.append(hatchings(), ...Object.values(this.layers));
    this.layers.brush.append(this.band, ...this.handles);
    this.legend.className = "legend";
    this.told.className = "reading";
    for (const [button, words] of [[this.zoom, "Look closer"], [this.clear, "All days"], [this.wide, ""]] as const) {
      button.type = "button";
      button.className = "link";
      button.textContent = words;
    }
    const tools = document.createElement("p");
    tools.className = "tools";
    tools.append(this.told, this.zoom, this.clear, this.wide);
    const head = document.createElement("div");
    head.className = "charthead";
    head.append(this.legend, tools);
    root.replaceChildren(head, this.svg);
    this.zoom.addEventListener("click", () => this.closer());
    this.wide.addEventListener("click", () => this.closerTo(this.whole));
    this.clear.addEventListener("click", (event) => this.brushed({ from: null, to: null }, true, event));
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
    this.svg.addEventListener("dblclick", (event) => this.brushed({ from: null, to: null }, true, event));
    this.svg.addEventListener("pointermove", (event) => this.tell(event));
    this.svg.addEventListener("pointerleave", () => this.tellBrush());
    new ResizeObserver(() => this.draw()).observe(root);
  }

  /** Shows other points. */
  put(points: Points): void {
    this.points = points;
    const found = points.spans;
    this.whole = found?.whole ?? [0, 0];
    this.shown = this.usual = found?.usual ?? [0, 0];
    this.outside = found?.outside ?? 0;
    this.root.hidden = found === null;
    this.sortKinds(points);
    this.draw();
  }

  /** Shows what is asked for: the days of the brush, and which places count. */
  show(days: Days, places: Uint8Array | null): void {
    const same = this.places === places;
    this.days = days;
    this.places = places;
    if (same && this.bars) this.paint();
    else this.draw();
  }

  private sortKinds(points: Points): void {
    const counts = new Int32Array(points.families.length);
    for (const family of points.family) counts[family] = (counts[family] ?? 0) + 1;
    const order = [...counts.keys()].filter((n) => counts[n]).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
    const own = order.length <= KINDS + 1 ? order : order.slice(0, KINDS);
    this.kinds = own.map((n) => points.families[n] ?? "");
    if (own.length < order.length) this.kinds.push("other");
    this.kindOf = Int32Array.from(points.families, (_, n) => (own.includes(n) ? own.indexOf(n) : this.kinds.length - 1));
  }

  private x(day: number): number {
    const [first, last] = this.shown;
    return ((day - first) / (last + 1 - first)) * this.inner;
  }

  private dayAt(x: number): number {
    const [first, last] = this.shown;
    return first + (x / this.inner) * (last + 1 - first);
  }

  private draw(): void {
    if (!this.points || this.root.hidden) return;
    this.inner = Math.max(120, this.root.clientWidth);
    this.svg.setAttribute("width", `${this.inner}`);
    this.svg.setAttribute("viewBox", `0 0 ${this.inner} ${HEIGHT}`);
    const kinds = { of: this.kindOf, count: this.kinds.length };
    this.bars = barsOf(this.points, this.shown, kinds, this.places, this.inner / NARROWEST);
    this.drawAxis();
    this.drawLegend();
    this.paint();
  }

  /** The bars inside the brush strong, those outside faint; one path a kind and strength. */
  private paint(): void {
    const bars = this.bars;
    if (!bars) return;
    const height = HEIGHT - TOP - FOOT;
    const from = this.days.from ?? -Infinity;
    const to = this.days.to ?? Infinity;
    const paths: SVGElement[] = [];
    const floor = new Float64Array(bars.edges.length - 1);
    bars.counts.forEach((counts, kind) => {
      let [within, beyond] = ["", ""];
      counts.forEach((count, bin) => {
        if (count <= 0) return;
        const [start, end] = [bars.edges[bin] as number, bars.edges[bin + 1] as number];
        // the first and the last bin may begin before, or end after, the days that are shown
        const [left, right] = [Math.max(0, Math.min(this.inner - 1, this.x(start))), Math.min(this.inner, this.x(end))];
        const wide = Math.max(1, right - left - (right - left > 4 ? 1 : 0.3));
        const high = (count / bars.most) * height;
        const base = HEIGHT - FOOT - (floor[bin] as number);
        floor[bin] = (floor[bin] as number) + high;
        const path = `M${left.toFixed(1)} ${base.toFixed(1)}h${wide.toFixed(1)}v${(-high).toFixed(1)}h${(-wide).toFixed(1)}z`;
        if (end > from && start <= to) within += path;
        else beyond += path;
      });
      const name = kind === this.kinds.length ? "kind rough" : `kind kind-${kind + 1}`;
      if (beyond) paths.push(make("path", { d: beyond, class: `${name} beyond` }));
      if (within) paths.push(make("path", { d: within, class: name }));
    });
    this.layers.bars.replaceChildren(...paths);
    this.drawBrush();
    this.tellBrush();
  }

  private drawAxis(): void {
    const [first, last] = this.shown;
    const bottom = HEIGHT - FOOT;
    const parts: SVGElement[] = [make("line", { x1: 0, x2: this.inner, y1: bottom, y2: bottom })];
    let free = -Infinity;
    for (const tick of ticks(first, last, this.inner / 70)) {
      const x = this.x(tick.day);
      parts.push(make("line", { x1: x, x2: x, y1: bottom, y2: bottom + (tick.strong ? 6 : 4) }));
      if (x < free || x > this.inner - 30) continue;
      const words = make("text", { x, y: HEIGHT - 4, class: tick.strong ? "strong" : "quiet" });
      words.textContent = tick.words;
      parts.push(words);
      free = x + tick.words.length * 7 + 8;
    }
    const most = make("text", { x: 0, y: TOP - 4, class: "quiet" });
    const unit = this.bars?.width ?? "day";
    most.textContent = `up to ${Math.round(this.bars?.most ?? 0).toLocaleString("en")} a ${unit}`;
    parts.push(most);
    this.layers.axis.replaceChildren(...parts);
    const gaps = (this.points?.gaps ?? []).filter(([a, b]) => b >= first && a <= last && this.x(b + 1) - this.x(a) >= 2);
    this.layers.gaps.replaceChildren(
      ...gaps.map(([a, b]) => {
        const left = Math.max(0, this.x(a));
        const gap = make("rect", { class: "gap", x: left, width: Math.min(this.inner, this.x(b + 1)) - left, y: TOP, height: bottom - TOP });
        const title = make("title");
        title.textContent = `No report was published ${daysWords(a, b)}`;
        gap.append(title);
        return gap;
      }),
    );
  }

  private drawLegend(): void {
    const items = this.kinds.map((words, kind) => swatch(`kind kind-${kind + 1}`, words));
    if (this.bars?.counts[this.kinds.length]?.some((count) => count > 0)) {
      items.push(swatch("kind rough", "known to a week, month or year only, spread over it"));
    }
    if (this.layers.gaps.childNodes.length) items.push(swatch("gap", "no report"));
    this.legend.replaceChildren(...items);
  }

  private drawBrush(): void {
    const [first, last] = this.shown;
    const { from, to } = this.days;
    const asked = from !== null || to !== null;
    const left = Math.max(0, Math.min(this.inner, this.x(from ?? first)));
    const right = Math.max(0, Math.min(this.inner, this.x((to ?? last) + 1)));
    this.band.setAttribute("x", `${left}`);
    this.band.setAttribute("width", `${Math.max(0, right - left)}`);
    this.band.classList.toggle("asked", asked);
    const values = [from ?? first, to ?? last];
    this.handles.forEach((handle, n) => {
      handle.setAttribute("transform", `translate(${n ? right : left} 0)`);
      handle.setAttribute("aria-valuemin", `${first}`);
      handle.setAttribute("aria-valuemax", `${last}`);
      handle.setAttribute("aria-valuenow", `${values[n]}`);
      handle.setAttribute("aria-valuetext", dayWords(values[n] as number));
    });
    this.clear.hidden = !asked && this.shown[0] === this.usual[0] && this.shown[1] === this.usual[1];
    this.wide.hidden = !this.outside || this.shown[0] === this.whole[0] && this.shown[1] === this.whole[1];
    this.wide.textContent = `${this.outside.toLocaleString("en")} earlier or later`;
    this.zoom.hidden = !asked || (values[0] as number) <= first && (values[1] as number) >= last;
  }

  private tellBrush(): void {
    const { from, to } = this.days;
    const last = to === null ? "" : `until ${dayWords(to)}`;
    if (from === null) this.told.textContent = last || "Drag over the days you want";
    else this.told.textContent = to === null ? `since ${dayWords(from)}` : daysWords(from, to);
  }

  private tell(event: PointerEvent): void {
    const bars = this.bars;
    if (!bars || event.buttons) return;
    const bin = this.binAt(event);
    const start = bars.edges[bin];
    const end = bars.edges[bin + 1];
    if (start === undefined || end === undefined) return;
    const counts = bars.counts.map((kind) => kind[bin] as number);
    const parts = this.kinds.flatMap((words, kind) => (counts[kind] ? [`${counts[kind]} ${words}`] : []));
    const rough = counts[this.kinds.length] as number;
    if (rough > 0) parts.push(`about ${rough < 0.95 ? "<1" : Math.round(rough)} not known to the ${bars.width}`);
    this.told.textContent = `${daysWords(start, end - 1)}: ${parts.join(" · ") || "none"}`;
  }

  private at(event: PointerEvent): number {
    const box = this.svg.getBoundingClientRect();
    return Math.max(0, Math.min(this.inner - 0.01, event.clientX - box.left));
  }

  private binAt(event: PointerEvent): number {
    const day = this.dayAt(this.at(event));
    const starts = this.bars?.edges ?? [];
    let low = 0;
    for (let high = starts.length - 2; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The whole bins from one to another, as days. */
  private daysOf(a: number, b: number): Days {
    const starts = this.bars?.edges ?? [];
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const [first, last] = this.shown;
    return { from: Math.max(first, starts[low] as number), to: Math.min(last, (starts[high + 1] as number) - 1) };
  }

  private drag(event: PointerEvent): void {
    if (event.button !== 0 || !this.bars) return;
    event.preventDefault();
    const start = this.at(event);
    const [low, high] = [this.x(this.days.from ?? this.shown[0]), this.x((this.days.to ?? this.shown[1]) + 1)];
    const asked = this.days.from !== null || this.days.to !== null;
    const edge = asked && Math.abs(start - low) <= SIDE ? 0 : asked && Math.abs(start - high) <= SIDE ? 1 : null;
    const held = { ...this.days };
    const first = this.binAt(event);
    const moving = edge === null && asked && start > low && start < high && high - low < this.inner - 2;
    let moved = false;
    this.svg.setPointerCapture(event.pointerId);
    const move = (now: PointerEvent) => {
      moved ||= Math.abs(this.at(now) - start) > 3;
      if (!moved) return;
      const bin = this.binAt(now);
      const here = this.daysOf(bin, bin);
      if (edge === 0) this.brushed(ordered({ from: here.from, to: held.to }), false, now);
      else if (edge === 1) this.brushed(ordered({ from: held.from, to: here.to }), false, now);
      else if (moving) {
        const by = Math.round(this.dayAt(this.at(now)) - this.dayAt(start));
        const from = held.from === null ? null : held.from + by;
        this.brushed({ from, to: held.to === null ? null : held.to + by }, false, now);
      } else this.brushed(this.daysOf(first, bin), false, now);
    };
    const end = (last: PointerEvent) => {
      this.svg.removeEventListener("pointermove", move);
      this.svg.removeEventListener("pointerup", end);
      this.svg.removeEventListener("pointercancel", end);
      if (!moved && last.type === "pointerup" && edge === null) this.brushed(this.daysOf(first, first), true, last);
      else if (moved) this.brushed(this.days, true, last);
    };
    this.svg.addEventListener("pointermove", move);
    this.svg.addEventListener("pointerup", end);
    this.svg.addEventListener("pointercancel", end);
  }

  private brushed(days: Days, settled: boolean, event: Event): void {
    if (days.from === null && days.to === null) this.closerTo(this.usual);
    this.days = days;
    this.ask(days, settled, event.timeStamp);
  }

  private closer(): void {
    const { from, to } = this.days;
    this.closerTo([Math.max(this.whole[0], from ?? this.shown[0]), Math.min(this.whole[1], to ?? this.shown[1])]);
  }

  private closerTo(days: [number, number]): void {
    if (days[0] > days[1] || (days[0] === this.shown[0] && days[1] === this.shown[1])) return;
    this.shown = days;
    this.draw();
  }

  /** An edge of the brush: a slider for the keyboard. */
  private handle(words: string): SVGElement {
    const handle = make("g", { class: "handle", role: "slider", tabindex: 0, "aria-label": words });
    const middle = (HEIGHT + TOP - FOOT) / 2;
    handle.append(
      make("line", { y1: TOP, y2: HEIGHT - FOOT }),
      make("rect", { x: -3, y: middle - 11, width: 6, height: 22, rx: 3 }),
      make("rect", { class: "grip", x: -12, y: TOP, width: 24, height: HEIGHT - TOP - FOOT }),
    );
    handle.addEventListener("keydown", (event) => {
      const key = (event as KeyboardEvent).key;
      const big = (event as KeyboardEvent).shiftKey || key.startsWith("Page");
      const step = { ArrowLeft: -1, ArrowDown: -1, PageDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 1 }[key];
      const starts = this.bars?.edges;
      if (!step || !starts) return;
      event.preventDefault();
      const from = this.days.from ?? this.shown[0];
      const to = this.days.to ?? this.shown[1];
      const unit = (this.bars?.width === "month" ? 30 : this.bars?.width === "week" ? 7 : 1) * (big ? 7 : 1) * step;
      const within = (day: number) => Math.max(this.whole[0], Math.min(this.whole[1], day));
      const first = words === "First day";
      this.brushed(ordered(first ? { from: within(from + unit), to } : { from, to: within(to + unit) }), true, event);
    });
    return handle;
  }
}

function ordered(days: Days): Days {
  return days.from !== null && days.to !== null && days.from > days.to ? { from: days.to, to: days.from } : days;
}
