// Where incidents happened. A filled disc is an exact place, a ring one nearby, a hatched area a district or region;
// places that lie close together on the screen are one disc with their number. Nothing is fetched from elsewhere.

import "maplibre-gl/dist/maplibre-gl.css";
import "../styles/map.css";
import * as maplibre from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import atlas from "world-atlas/countries-50m.json?url";
import type { Feature, Polygon } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import { cellsOf } from "./cells";
import { circle, hatch, KILOMETRES, type Palette, paletteNow, styleWith } from "./style";
import { type Area, type Days, knownAt, type Points } from "./points";
import { countriesOf } from "./world";

maplibre.setWorkerUrl(worker);

export interface Drawn {
  (area: Area, settled: boolean): void;
}

/** Whether the browser can draw the map at all. */
export function canDraw(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

const MANY = 40; // incidents of which the outermost may lie outside the map at first

type Tool = "box" | "near" | null;

export class MapView {
  private readonly map: maplibre.Map;
  private readonly canvasAt: HTMLElement;
  private readonly tools: Record<"box" | "near" | "view" | "clear", HTMLButtonElement>;
  private points: Points | null = null;
  private counts: Int32Array = new Int32Array();
  private area: Area = {};
  private palette: Palette = paletteNow();
  private tool: Tool = null;
  private ready = false;
  private placed = false;
  private busy = false;
  private again = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly drawn: Drawn,
    private readonly chosen: (place: string) => void,
  ) {
    this.canvasAt = document.createElement("div");
    this.canvasAt.className = "canvas";
    root.replaceChildren(this.canvasAt);
    this.map = new maplibre.Map({
      container: this.canvasAt,
      style: styleWith(this.palette),
      center: [20, 25],
      zoom: 1,
      maxZoom: 13,
      minZoom: 0.5,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      renderWorldCopies: true,
      refreshExpiredTiles: false,
      cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.getCanvas().setAttribute("aria-label", "Map of the incidents; arrow keys move it, plus and minus zoom");
    this.map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new maplibre.ScaleControl({ maxWidth: 110 }), "bottom-left");
    this.tools = this.toolbar();
    this.map.on("load", () => this.start());
    this.map.on("moveend", () => this.refresh());
    this.map.on("click", (event) => this.click(event));
    for (const layer of ["cell", "area-fill"]) {
      this.map.on("mouseenter", layer, () => this.canvasAt.classList.add("over"));
      this.map.on("mouseleave", layer, () => this.canvasAt.classList.remove("over"));
    }
    this.listenToDrawing();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  /** Shows other points. */
  put(points: Points): void {
    this.points = points;
    this.placed = false;
  }

  /** Shows those of some days, and the area that is asked for. */
  show(days: Days, area: Area): void {
    if (!this.points) return;
    this.counts = this.points.perPlace(days).counts;
    this.area = area;
    if (!this.placed) this.frame();
    this.tools.clear.hidden = !area.box && !area.near;
    this.refresh();
  }

  /** On paper a picture of the map stands in its place: a canvas would be cut off, or be empty. */
  private printable(): void {
    const paper = document.createElement("img");
    paper.className = "paper";
    paper.alt = "Map of the incidents";
    window.addEventListener("beforeprint", () => {
      this.map.redraw();
      paper.src = this.map.getCanvas().toDataURL();
      this.root.append(paper);
    });
    window.addEventListener("afterprint", () => paper.remove());
  }

  /** Calls back when what is shown now stands on the screen. */
  whenDrawn(then: () => void): void {
    void this.map.once("idle", () => (this.again || this.busy ? this.whenDrawn(then) : then()));
  }

  private start(): void {
    this.ready = true;
    this.printable();
    this.addHatch();
    this.refresh();
    void fetch(atlas)
      .then((answer) => answer.json())
      .then((world: Topology<{ countries: GeometryCollection }>) => {
        this.source("world")?.setData(countriesOf(world));
        this.root.dataset["ready"] = "";
      });
  }

  private source(name: string): maplibre.GeoJSONSource | undefined {
    return this.map.getSource<maplibre.GeoJSONSource>(name);
  }

  /** Moves to where the incidents are; of many, without the outermost ones. */
  private frame(): void {
    const points = this.points;
    if (!points) return;
    this.placed = true;
    const { box, near } = this.area;
    if (box || near) {
      const ring = box ? boxRing(box) : circle(near?.[0] ?? 0, near?.[1] ?? 0, near?.[2] ?? 1);
      const [lon, lat] = [ring.map((at) => at[0] as number), ring.map((at) => at[1] as number)];
      return this.fit([Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)]);
    }
    const shown = [...points.lat.keys()].filter((n) => this.counts[n] && knownAt(points, n) !== "country");
    const reach = Math.max(0, ...new Set(shown.map((n) => KILOMETRES[knownAt(points, n)] ?? 0))) / 111;
    const [lat, lon] = [points.lat, points.lon].map((degrees) => {
      const sorted = [...shown].sort((a, b) => (degrees[a] as number) - (degrees[b] as number));
      const whole = sorted.reduce((sum, n) => sum + (this.counts[n] as number), 0);
      const at = (share: number) => {
        let sum = 0;
        for (const n of sorted) if ((sum += this.counts[n] as number) >= share * whole) return degrees[n] as number;
        return degrees[sorted[sorted.length - 1] ?? 0] ?? 0;
      };
      const aside = whole > MANY ? 0.05 : 0;
      return [at(aside), at(1 - aside)] as const;
    }) as [readonly [number, number], readonly [number, number]];
    if (shown.length) this.fit([lon[0] - reach, lat[0] - reach, lon[1] + reach, lat[1] + reach]);
  }

  private fit(bounds: [number, number, number, number]): void {
    this.map.fitBounds(bounds, { padding: Math.min(54, this.root.clientWidth / 10), maxZoom: 9, animate: false });
  }

  /** Draws what is to be shown now; while the last drawing is under way, once more when it stands. */
  private refresh(): void {
    if (!this.ready || !this.points) return;
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    void this.map.once("idle", () => {
      this.busy = false;
      if (this.again) this.refresh();
    });
    this.again = false;
    const { cells, areas } = cellsOf(this.points, this.counts, this.map.getZoom());
    this.source("cells")?.setData({ type: "FeatureCollection", features: cells });
    this.source("areas")?.setData({ type: "FeatureCollection", features: areas });
    this.showArea(this.area);
  }

  private showArea({ box, near }: Area): void {
    const ring = box ? boxRing(box) : near ? circle(near[0], near[1], near[2]) : null;
    const features: Feature<Polygon>[] = ring ? [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } }] : [];
    this.source("asked")?.setData({ type: "FeatureCollection", features });
  }

  private addHatch(): void {
    if (this.map.hasImage("hatch")) this.map.removeImage("hatch");
    this.map.addImage("hatch", hatch(this.palette), { pixelRatio: 2 });
  }

  private recolour(): void {
    this.palette = paletteNow();
    const held = Object.entries(this.map.getStyle().sources);
    const style = styleWith(this.palette);
    for (const [name, source] of held) style.sources[name] = source;
    this.map.setStyle(style, { diff: false });
    this.map.once("styledata", () => {
      this.addHatch();
      this.refresh();
    });
  }

  // ── what a click does: closer to several places, the filter to a single one ──

  private click(event: maplibre.MapMouseEvent): void {
    if (this.tool) return;
    const found = this.map.queryRenderedFeatures(event.point, { layers: ["cell", "area-fill"] })[0];
    if (!found) return;
    if (found.properties["places"] > 1 && this.map.getZoom() < 12.5) {
      this.map.jumpTo({ center: event.lngLat, zoom: Math.min(13, this.map.getZoom() + 2) });
    } else if (found.properties["name"]) this.chosen(`${found.properties["name"]}`);
  }

  // ── drawing a box or a circle ──

  private toolbar(): Record<"box" | "near" | "view" | "clear", HTMLButtonElement> {
    const bar = document.createElement("div");
    bar.className = "maptools noprint";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Filter by area");
    const button = (words: string, act: () => void) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = words;
      made.addEventListener("click", act);
      bar.append(made);
      return made;
    };
    const tools = {
      box: button("Draw a box", () => this.use("box")),
      near: button("Draw a circle", () => this.use("near")),
      view: button("What the map shows", () => this.askView()),
      clear: button("Whole map", () => this.drawn({}, true)),
    };
    for (const name of ["box", "near"] as const) tools[name].setAttribute("aria-pressed", "false");
    tools.clear.hidden = true;
    const key = document.createElement("p");
    key.className = "mapkey";
    key.textContent = "● exact  ◯ near  ▨ district or region";
    bar.append(key);
    this.root.after(bar);
    return tools;
  }

  private use(tool: Tool): void {
    this.tool = this.tool === tool ? null : tool;
    for (const name of ["box", "near"] as const) this.tools[name].setAttribute("aria-pressed", `${this.tool === name}`);
    this.canvasAt.classList.toggle("drawing", this.tool !== null);
    if (this.tool) {
      this.map.dragPan.disable();
      this.map.boxZoom.disable();
    } else {
      this.map.dragPan.enable();
      this.map.boxZoom.enable();
    }
  }

  private askView(): void {
    const seen = this.map.getBounds();
    const wrapped = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
    const whole = seen.getEast() - seen.getWest() >= 360;
    const [west, east] = whole ? [-180, 180] : [wrapped(seen.getWest()), wrapped(seen.getEast())];
    this.drawn({ box: [Math.max(-90, seen.getSouth()), west, Math.min(90, seen.getNorth()), east] }, true);
  }

  private listenToDrawing(): void {
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
        this.showArea(area);
      };
      const end = (up: PointerEvent) => {
        canvas.removeEventListener("pointermove", move);
        canvas.removeEventListener("pointerup", end);
        canvas.removeEventListener("pointercancel", end);
        this.use(null);
        if (up.type === "pointerup" && (area.box || (area.near && area.near[2] > 0.05))) this.drawn(area, true);
        else this.showArea(this.area);
      };
      canvas.addEventListener("pointermove", move);
      canvas.addEventListener("pointerup", end);
      canvas.addEventListener("pointercancel", end);
    }, true);
  }

  private at(event: PointerEvent): maplibre.LngLat {
    const box = this.canvasAt.getBoundingClientRect();
    return this.map.unproject([event.clientX - box.left, event.clientY - box.top]).wrap();
  }
}

function boxOf(a: maplibre.LngLat, b: maplibre.LngLat): [number, number, number, number] {
  return [Math.min(a.lat, b.lat), Math.min(a.lng, b.lng), Math.max(a.lat, b.lat), Math.max(a.lng, b.lng)];
}

function nearOf(a: maplibre.LngLat, b: maplibre.LngLat): [number, number, number] {
  return [a.lat, a.lng, a.distanceTo(b) / 1000];
}

function boxRing([south, west, north, given]: [number, number, number, number]): number[][] {
  const east = given < west ? given + 360 : given;
  return [[west, south], [east, south], [east, north], [west, north], [west, south]];
}
