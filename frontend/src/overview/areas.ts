// Districts and regions: hatched as far as they may reach. Where they overlap they are hatched once.

import type { Palette } from "./style";
import type { View } from "./view";

/** A place that is known no more closely than this: pixels of the map. */
export interface Round {
  x: number;
  y: number;
  radius: number;
}

const STEP = 8; // px between the lines of the hatching
const MANY = 40; // areas, from which on only the outline of all of them together is drawn
const LINE = 1; // px of that outline

export class Areas {
  private readonly hatched = sheet();
  private readonly lines = sheet();
  private tile = document.createElement("canvas");

  constructor(private palette: Palette) {
    this.colour(palette);
  }

  colour(palette: Palette): void {
    this.palette = palette;
    this.tile = hatch(palette.accent);
  }

  /** Draws areas; the hatching stays where it is on the ground when the map moves. */
  draw(onto: CanvasRenderingContext2D, view: View, rounds: Round[], strength: number): void {
    if (!rounds.length) return;
    const [hatched, lines] = [begun(this.hatched, view), begun(this.lines, view)];
    for (const { x, y, radius } of rounds) {
      hatched.beginPath(); // one by one: where many overlap, that is quicker than all at once
      hatched.arc(x, y, radius, 0, 2 * Math.PI);
      hatched.fill();
    }
    if (rounds.length > MANY) this.outline(lines, view);
    else this.outlines(lines, rounds);
    const pattern = hatched.createPattern(this.tile, "repeat") as CanvasPattern;
    const shift = (at: number) => ((-at * view.world) % STEP) + STEP;
    pattern.setTransform(new DOMMatrix().translate(shift(view.x), shift(view.y)).scale(0.5));
    filled(hatched, view, pattern);
    onto.globalAlpha = 0.55 * strength;
    onto.drawImage(this.hatched, 0, 0, view.width, view.height);
    onto.globalAlpha = strength;
    onto.drawImage(this.lines, 0, 0, view.width, view.height);
    onto.globalAlpha = 1;
  }

  /** A dashed line around each. */
  private outlines(lines: CanvasRenderingContext2D, rounds: Round[]): void {
    lines.strokeStyle = this.palette.accent;
    lines.setLineDash([4, 3]);
    for (const { x, y, radius } of rounds) {
      lines.beginPath();
      lines.arc(x, y, radius, 0, 2 * Math.PI);
      lines.stroke();
    }
  }

  /** A line around all of them: what is filled, moved to each side, without what is filled. */
  private outline(lines: CanvasRenderingContext2D, view: View): void {
    const far = Math.round(LINE * view.ratio) / view.ratio; // whole pixels of the screen: they are moved, not drawn anew
    for (const [x, y] of [[-far, 0], [far, 0], [0, -far], [0, far]] as const) lines.drawImage(this.hatched, x, y, view.width, view.height);
    lines.globalCompositeOperation = "destination-out";
    lines.drawImage(this.hatched, 0, 0, view.width, view.height);
    filled(lines, view, this.palette.accent);
  }
}

/** Gives what is drawn another filling. */
function filled(context: CanvasRenderingContext2D, { width, height }: View, filling: string | CanvasPattern): void {
  context.globalCompositeOperation = "source-in";
  context.fillStyle = filling;
  context.fillRect(0, 0, width, height);
}

/** A canvas of the processor's: it is drawn at once, also where there is no graphics card. */
export function sheet(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d", { willReadFrequently: true });
  return canvas;
}

/** An empty sheet of the size of the map. */
export function begun(canvas: HTMLCanvasElement, { width, height, ratio }: View): CanvasRenderingContext2D {
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  context.reset();
  context.scale(ratio, ratio);
  return context;
}

/** Diagonal lines on nothing, twice as large as they are shown. */
function hatch(colour: string): HTMLCanvasElement {
  const size = 2 * STEP;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  for (const shift of [-size, 0, size]) {
    context.beginPath();
    context.moveTo(shift, size);
    context.lineTo(shift + size, 0);
    context.stroke();
  }
  return canvas;
}
