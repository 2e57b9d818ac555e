// Where incidents happened. A filled disc is an exact place, a ring one nearby, a hatched area a district or region;
// places that lie close together on the screen are one disc with their number. The base map is the library's; what
// stands on it is a sheet of our own, so that a brush draws nothing but that. Nothing is fetched from elsewhere.

import "maplibre-gl/dist/maplibre-gl.css";
import "../styles/map.css";
import * as maplibre from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import atlas from "world-atlas/countries-50m.json?url";
import type { GeometryCollection, Topology } from "topojson-specification";
import { AreaTools, type Drawn, inWorld, outlineOf } from "./areatools";
import { Groups, tallied, worldAt } from "./groups";
import type { Mark, Shown } from "./marks";
import { type Area, type Days, knownAt, mercator, type Points } from "./points";
import { Sheet } from "./sheet";
import { coloursOf, KILOMETRES, paletteNow, styleWith } from "./style";
import { same, type View } from "./view";
import { countriesOf } from "./world";

maplibre.setWorkerUrl(worker);

/** Whether the browser can draw the map at all. */
export function canDraw(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

const MANY = 40; // incidents of which the outermost may lie outside the map at first
const CLOSEST = 13;

export class MapView {
  private readonly map: maplibre.Map;
  private readonly canvasAt: HTMLElement;
  private readonly tools: AreaTools;
  private readonly sheet = new Sheet(paletteNow());
  private points: Points | null = null;
  private groups: Groups | null = null;
  private shown: Shown | null = null;
  private seen: View | null = null;
  private counts: Int32Array = new Int32Array();
  private within: Uint8Array | null = null;
  private area: Area = {};
  private size = { width: 0, height: 0 };
  private placed = false;
  private styled = false;

  constructor(
    private readonly root: HTMLElement,
    drawn: Drawn,
    private readonly chosen: (place: string) => void,
  ) {
    this.canvasAt = document.createElement("div");
    this.canvasAt.className = "canvas";
    root.replaceChildren(this.canvasAt);
    this.map = new maplibre.Map({
      container: this.canvasAt,
      style: styleWith(paletteNow()),
      center: [20, 25],
      zoom: 1,
      maxZoom: CLOSEST,
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
    this.map.getCanvasContainer().append(this.sheet.canvas);
    this.measure();
    this.tools = new AreaTools(root, this.map, drawn, (area) => this.drawAsked(area ?? this.area));
    this.map.on("load", () => void this.begin());
    this.map.on("resize", () => this.measure());
    this.map.on("render", () => this.follow());
    this.map.on("moveend", () => this.count());
    this.map.on("click", (event) => this.click(event));
    this.map.on("mousemove", (event) => this.point(event.originalEvent.buttons ? null : event.point));
    this.map.on("mouseout", () => this.point(null));
    this.printable();
    void document.fonts.ready.then(() => this.recolour()); // names drawn before it have another font
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  /** Shows other points. */
  put(points: Points): void {
    this.points = points;
    this.groups = null;
    this.placed = false;
  }

  /** Shows those of some days, and the area that is asked for, within which these places lie. */
  show(days: Days, area: Area, within: Uint8Array | null): void {
    if (!this.points) return;
    this.counts = this.points.perPlace(days);
    this.area = area;
    this.within = within;
    if (!this.placed) this.frame(this.points);
    this.tools.asked(area);
    this.count();
  }

  /** Moves to the area that is asked for as soon as it is shown. */
  moveToArea(): void {
    this.placed = false;
  }

  private async begin(): Promise<void> {
    this.styled = true;
    this.recolour(); // the colours may have changed since
    const answer = await fetch(atlas);
    const world = (await answer.json()) as Topology<{ countries: GeometryCollection }>;
    this.map.getSource<maplibre.GeoJSONSource>("world")?.setData(countriesOf(world));
    await this.map.once("idle");
    this.root.dataset["ready"] = "";
  }

  /** Moves to where the incidents are; of many, without the outermost ones. */
  private frame(points: Points): void {
    this.placed = true;
    const ring = outlineOf(this.area);
    if (ring.length) {
      const [lon, lat] = [ring.map((at) => at[0]), ring.map((at) => at[1])];
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

  // ── what is drawn over the base map ──

  /** Counts what the groups of this zoom stand for now, and draws it. */
  private count(): void {
    if (!this.points) return;
    const zoom = this.map.getZoom();
    if (this.groups?.zoom !== zoom) this.groups = new Groups(this.points, zoom);
    const tally = tallied(this.groups, this.counts, this.within);
    this.shown = { groups: this.groups, tally, asked: inWorld(outlineOf(this.area)) };
    this.draw();
    this.point(null);
  }

  private draw(): void {
    if (!this.shown) return;
    this.seen = this.view();
    this.sheet.draw(this.seen, this.shown);
  }

  /** Draws again where the base map was moved. */
  private follow(): void {
    if (!same(this.seen, this.view())) this.draw();
  }

  private drawAsked(area: Area): void {
    if (!this.shown) return;
    this.shown = { ...this.shown, asked: inWorld(outlineOf(area)) };
    this.draw();
  }

  private measure(): void {
    this.size = { width: this.canvasAt.clientWidth, height: this.canvasAt.clientHeight };
  }

  private view(): View {
    const { lng, lat } = this.map.getCenter();
    return { x: (lng + 180) / 360, y: mercator(lat), world: worldAt(this.map.getZoom()), ...this.size, ratio: devicePixelRatio };
  }

  private recolour(): void {
    const palette = paletteNow();
    this.sheet.colour(palette);
    this.draw();
    if (!this.styled) return;
    for (const [layer, property, colour] of coloursOf(palette)) this.map.setPaintProperty(layer, property as "fill-color", colour);
  }

  /** On paper a picture of the map stands in its place: its own canvas would be cut off, or be empty, and an image
   *  comes too late, as the page does not wait for it to be read. */
  private printable(): void {
    const paper = document.createElement("canvas");
    paper.className = "paper";
    paper.setAttribute("role", "img");
    paper.setAttribute("aria-label", "Map of the incidents");
    window.addEventListener("beforeprint", () => {
      this.map.redraw();
      const base = this.map.getCanvas();
      [paper.width, paper.height] = [base.width, base.height];
      const context = paper.getContext("2d");
      for (const canvas of [base, this.sheet.canvas]) context?.drawImage(canvas, 0, 0, paper.width, paper.height);
      this.root.append(paper);
    });
    window.addEventListener("afterprint", () => paper.remove());
  }

  // ── the pointer: what lies under it; closer to several places, the filter to a single one ──

  private point(at: maplibre.Point | null): void {
    const mark = at && !this.tools.drawing ? this.sheet.at(at.x, at.y) : null;
    this.canvasAt.classList.toggle("over", mark !== null);
    this.tools.tell(mark ? this.words(mark) : this.whole());
  }

  private words({ best, places, count, kind }: Mark): string {
    const name = this.shown?.groups.points.names[best] ?? "";
    const where = `${kind === "area" ? "Somewhere in " : kind === "near" ? "Near " : ""}${name}`;
    const more = places > 1 ? ` and ${number(places - 1, "more place")}` : "";
    return `${where}${more}: ${number(count, "incident")}`;
  }

  private whole(): string {
    const tally = this.shown?.tally;
    if (!tally) return "";
    const { box, near } = this.area;
    const where = box ? " in the box" : near ? " in the circle" : " on the map";
    return `${number(tally.shown, "incident")}${where}, at ${number(tally.placesShown, "place")}`;
  }

  private click(event: maplibre.MapMouseEvent): void {
    const mark = this.tools.drawing ? null : this.sheet.at(event.point.x, event.point.y);
    if (!mark) return;
    const name = this.shown?.groups.points.names[mark.best];
    if (mark.places > 1 && this.map.getZoom() < CLOSEST - 0.5) {
      this.map.jumpTo({ center: event.lngLat, zoom: Math.min(CLOSEST, this.map.getZoom() + 2) });
    } else if (name) this.chosen(name);
  }
}

const number = (count: number, words: string): string => `${count.toLocaleString("en")} ${words}${count === 1 ? "" : "s"}`;
