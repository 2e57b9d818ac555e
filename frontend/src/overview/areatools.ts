// The bar under the map: a box or a circle drawn on it asks for an area, and so does what it shows.

import type { Map as BaseMap, LngLat } from "maplibre-gl";
import { circle } from "./style";
import { type Area, mercator } from "./points";

export interface Drawn {
  (area: Area, settled: boolean, at: number): void;
}

type Tool = "box" | "near" | null;
const KEY = "● exact  ◯ near  ▨ district or region";

export class AreaTools {
  private readonly buttons: Record<"box" | "near" | "view" | "clear", HTMLButtonElement>;
  private readonly told = document.createElement("p");
  private tool: Tool = null;

  /** `sketched` shows an area while it is drawn, null when it was given up. */
  constructor(
    root: HTMLElement,
    private readonly map: BaseMap,
    private readonly drawn: Drawn,
    private readonly sketched: (area: Area | null) => void,
  ) {
    const bar = document.createElement("div");
    bar.className = "maptools noprint";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Filter by area");
    const button = (words: string, act: (event: MouseEvent) => void) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = words;
      made.addEventListener("click", act);
      bar.append(made);
      return made;
    };
    this.buttons = {
      box: button("Draw a box", () => this.use("box")),
      near: button("Draw a circle", () => this.use("near")),
      view: button("What the map shows", (event) => this.askView(event)),
      clear: button("Whole map", (event) => this.drawn({}, true, event.timeStamp)),
    };
    for (const name of ["box", "near"] as const) this.buttons[name].setAttribute("aria-pressed", "false");
    this.buttons.clear.hidden = true;
    const key = document.createElement("p");
    key.className = "mapkey";
    key.textContent = KEY;
    bar.append(key);
    this.told.className = "mapreading";
    root.after(bar, this.told);
    this.listen();
  }

  /** Whether an area is about to be drawn. */
  get drawing(): boolean {
    return this.tool !== null;
  }

  /** Says what the map holds, or what is under the pointer. */
  tell(words: string): void {
    if (this.told.textContent !== words) this.told.textContent = words;
  }

  /** Offers the whole map where an area is asked for. */
  asked({ box, near }: Area): void {
    this.buttons.clear.hidden = !box && !near;
  }

  private use(tool: Tool): void {
    this.tool = this.tool === tool ? null : tool;
    for (const name of ["box", "near"] as const) this.buttons[name].setAttribute("aria-pressed", `${this.tool === name}`);
    this.map.getContainer().classList.toggle("drawing", this.tool !== null);
    for (const way of [this.map.dragPan, this.map.boxZoom]) {
      if (this.tool) way.disable();
      else way.enable();
    }
  }

  private askView(event: MouseEvent): void {
    const seen = this.map.getBounds();
    const wrapped = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
    const whole = seen.getEast() - seen.getWest() >= 360;
    const [west, east] = whole ? [-180, 180] : [wrapped(seen.getWest()), wrapped(seen.getEast())];
    this.drawn({ box: [Math.max(-90, seen.getSouth()), west, Math.min(90, seen.getNorth()), east] }, true, event.timeStamp);
  }

  private listen(): void {
    const canvas = this.map.getCanvasContainer();
    canvas.addEventListener("pointerdown", (down) => {
      if (!this.tool || down.button !== 0) return;
      down.preventDefault();
      down.stopPropagation();
      canvas.setPointerCapture(down.pointerId);
      const tool = this.tool;
      const start = this.at(down);
      let area: Area = {};
      const move = (now: PointerEvent) => {
        area = tool === "box" ? { box: boxOf(start, this.at(now)) } : { near: nearOf(start, this.at(now)) };
        this.sketched(area);
      };
      const end = (up: PointerEvent) => {
        canvas.removeEventListener("pointermove", move);
        canvas.removeEventListener("pointerup", end);
        canvas.removeEventListener("pointercancel", end);
        this.use(null);
        if (up.type === "pointerup" && (area.box || (area.near && area.near[2] > 0.05))) this.drawn(area, true, up.timeStamp);
        else this.sketched(null);
      };
      canvas.addEventListener("pointermove", move);
      canvas.addEventListener("pointerup", end);
      canvas.addEventListener("pointercancel", end);
    }, true);
  }

  private at(event: PointerEvent): LngLat {
    const box = this.map.getContainer().getBoundingClientRect();
    return this.map.unproject([event.clientX - box.left, event.clientY - box.top]).wrap();
  }
}

function boxOf(a: LngLat, b: LngLat): [number, number, number, number] {
  return [Math.min(a.lat, b.lat), Math.min(a.lng, b.lng), Math.max(a.lat, b.lat), Math.max(a.lng, b.lng)];
}

function nearOf(a: LngLat, b: LngLat): [number, number, number] {
  return [a.lat, a.lng, a.distanceTo(b) / 1000];
}

/** The outline of an area in degrees; nothing where none is asked for. */
export function outlineOf({ box, near }: Area): [number, number][] {
  if (near) return circle(near[0], near[1], near[2]);
  if (!box) return [];
  const [south, west, north, given] = box;
  const east = given < west ? given + 360 : given;
  return [[west, south], [east, south], [east, north], [west, north], [west, south]];
}

/** Degrees as shares of the world. */
export const inWorld = (ring: [number, number][]): [number, number][] => ring.map(([lon, lat]) => [(lon + 180) / 360, mercator(lat)]);
