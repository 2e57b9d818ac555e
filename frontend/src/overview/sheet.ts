// What is drawn of incidents over the base map: on a canvas of its own, so that a brush need not draw the base map
// again. It answers what lies under the pointer, too.

import { Areas, begun, sheet } from "./areas";
import { type Mark, markOf, marksOf, type Reach, reachesOf, type Shown } from "./marks";
import { Labels, type Size } from "./labels";
import type { Palette } from "./style";
import { copies, northOf, type View } from "./view";

const NAMED = 70; // names at most
const FINGER = 12; // px around a mark's middle that are its own
const FAINT = 0.35; // of what lies beyond what is asked for
const TURN = 2 * Math.PI;

export class Sheet {
  readonly canvas = sheet();
  private readonly context = this.canvas.getContext("2d") as CanvasRenderingContext2D;
  private readonly areas: Areas;
  private readonly labels: Labels;
  private readonly font: string;
  private marks: Mark[] = [];
  private rounds: Reach[] = [];
  private shown: Shown | null = null;

  constructor(private palette: Palette) {
    this.canvas.className = "marks";
    this.canvas.setAttribute("aria-hidden", "true");
    this.font = getComputedStyle(document.body).fontFamily;
    this.areas = new Areas(palette);
    this.labels = new Labels(palette, this.font);
  }

  colour(palette: Palette): void {
    this.palette = palette;
    this.areas.colour(palette);
    this.labels.colour(palette);
  }

  draw(view: View, shown: Shown): void {
    begun(this.canvas, view);
    this.shown = shown;
    this.marks = marksOf(view, shown);
    this.rounds = reachesOf(view, shown);
    for (const beyond of [true, false]) {
      const rounds = this.rounds.filter((each) => each.beyond === beyond);
      this.areas.draw(this.context, view, rounds, beyond ? FAINT : 1);
    }
    this.drawAsked(view, shown.asked);
    for (const mark of this.marks) if (mark.kind !== "area") this.drawDisc(mark);
    this.drawNumbers();
    this.drawNames(view, shown);
  }

  /** What lies at these pixels of the map: a disc before an area. */
  at(x: number, y: number): Mark | null {
    const discs = this.marks.filter((mark) => mark.kind !== "area" && Math.hypot(mark.x - x, mark.y - y) <= Math.max(FINGER, mark.radius));
    const rounds = this.rounds.filter((each) => Math.hypot(each.x - x, each.y - y) <= each.radius);
    const nearest = <T extends { x: number; y: number }>(all: T[]): T | undefined =>
      all.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0];
    const disc = nearest(discs);
    const round = disc ? undefined : nearest(rounds);
    return disc ?? (round && this.shown ? markOf(this.shown, round.group, round.x, round.y) : null);
  }

  private drawAsked(view: View, ring: [number, number][]): void {
    if (!ring.length) return;
    const { context } = this;
    const wests = copies(view);
    for (const west of [(wests[0] ?? 0) - view.world, ...wests]) {
      context.beginPath();
      for (const [x, y] of ring) context.lineTo(west + x * view.world, northOf(view) + y * view.world);
      context.closePath();
      context.globalAlpha = 0.08;
      context.fillStyle = context.strokeStyle = this.palette.accent;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 2;
      context.stroke();
    }
  }

  private drawDisc({ x, y, radius, kind, beyond }: Mark): void {
    const { context, palette } = this;
    const exact = kind === "exact";
    context.globalAlpha = beyond ? FAINT : 1;
    context.beginPath();
    context.arc(x, y, exact ? radius : radius - 1.25, 0, TURN);
    context.fillStyle = exact ? palette.accent : palette.paper;
    context.strokeStyle = exact ? palette.paper : palette.accent;
    context.lineWidth = exact ? 1 : 2.5;
    context.fill();
    context.stroke();
    context.globalAlpha = 1;
  }

  private drawNumbers(): void {
    const { context, palette } = this;
    context.font = `12px ${this.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const { count, x, y, kind, beyond } of this.marks) {
      if (kind === "area" || count < 2) continue;
      context.globalAlpha = beyond ? FAINT * 2 : 1;
      context.fillStyle = kind === "exact" ? palette.paper : palette.ink;
      context.fillText(count.toLocaleString("en"), x, y + 0.5);
    }
    context.globalAlpha = 1;
  }

  /** Names of places beside their discs, names and numbers of areas within them. */
  private drawNames(view: View, { groups }: Shown): void {
    const { width: right, height: bottom } = view;
    const discs = this.marks
      .filter((mark) => mark.kind !== "area")
      .map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
    const controls = [{ left: right - 46, right, top: 0, bottom: 80 }, { left: 0, right: 136, top: bottom - 36, bottom }];
    this.labels.begin({ left: 2, top: 2, right: right - 2, bottom: bottom - 2 }, [...discs, ...controls]);
    const seen = this.marks.filter(({ x, y, beyond }) => !beyond && x > 0 && y > 0 && x < right && y < bottom);
    // of several places the one with the most incidents, and how many more there are
    const named = (best: number, places: number) => `${groups.points.names[best] ?? ""}${places > 1 ? ` +${places - 1}` : ""}`;
    for (const { x, y, count, places, best } of seen.filter((mark) => mark.kind === "area").slice(0, NAMED)) {
      const reach = (groups.wide[best] as number) * view.world;
      const middles = ({ height }: Size): [number, number][] =>
        [0, height, -height, 2 * height, -2 * height].filter((by) => Math.abs(by) < reach).map((by) => [x, y + by]);
      const name = `${named(best, places)} ·`;
      const number = count.toLocaleString("en");
      if (!this.labels.write(this.context, [name, number], middles)) this.labels.write(this.context, [number], middles);
    }
    for (const { x, y, radius, places, best } of seen.filter((mark) => mark.kind !== "area").slice(0, NAMED)) {
      this.labels.write(this.context, [named(best, places)], ({ width, height }) => {
        const [aside, above] = [radius + 1 + width / 2, radius + 1 + height / 2];
        return [[x + aside, y], [x - aside, y], [x, y - above], [x, y + above]];
      });
    }
  }
}
