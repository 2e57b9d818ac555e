// Names and numbers on the map: where there is room, the most incidents first. A word that is drawn once is kept as a
// picture, as the same words are drawn at every brush.

import { sheet } from "./areas";
import type { Palette } from "./style";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

const SIZE = 13; // px of the letters
const HALO = 2; // px of the ground's colour around letters
const HEIGHT = SIZE + 2 * HALO;
const SPACE = 3; // px between words
const KEPT = 2000;
const LONGEST = 36; // letters of a name

export class Labels {
  private pictures = new Map<string, HTMLCanvasElement>();
  private widths = new Map<string, number>();
  private taken: Box[] = [];
  private within: Box = { left: 0, top: 0, right: 0, bottom: 0 };

  constructor(
    private palette: Palette,
    private readonly font: string,
  ) {}

  colour(palette: Palette): void {
    this.palette = palette;
    this.pictures.clear();
    this.widths.clear();
  }

  /** Begins anew: what is written stays within a box, and off the others. */
  begin(within: Box, taken: Box[]): void {
    this.within = within;
    this.taken = taken;
    for (const kept of [this.pictures, this.widths]) if (kept.size > KEPT) kept.clear();
  }

  /** Writes words at the first of these middles where they cover nothing; false where they would everywhere. */
  write(onto: CanvasRenderingContext2D, words: string[], middles: (size: Size) => [number, number][]): boolean {
    const short = words.map((word) => (word.length > LONGEST ? `${word.slice(0, LONGEST - 1)}…` : word));
    const widths = short.map((word) => this.width(onto, word));
    const width = widths.reduce((sum, one) => sum + one, 0) + (words.length - 1) * SPACE + 2 * HALO;
    for (const [x, y] of middles({ width, height: HEIGHT })) {
      const box = { left: x - width / 2, right: x + width / 2, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
      if (!this.free(box)) continue;
      this.taken.push(box);
      const ratio = onto.getTransform().a;
      const whole = (at: number) => Math.round(at * ratio) / ratio; // letters between pixels of the screen are not sharp
      let left = box.left;
      short.forEach((word, n) => {
        const wide = widths[n] as number;
        onto.drawImage(this.picture(word, wide, ratio), whole(left), whole(box.top), wide + 2 * HALO, HEIGHT);
        left += wide + SPACE;
      });
      return true;
    }
    return false;
  }

  private free(box: Box): boolean {
    const { within, taken } = this;
    if (box.left < within.left || box.right > within.right || box.top < within.top || box.bottom > within.bottom) return false;
    return !taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
  }

  private width(onto: CanvasRenderingContext2D, word: string): number {
    const held = this.widths.get(word);
    if (held !== undefined) return held;
    onto.font = `${SIZE}px ${this.font}`;
    const width = Math.ceil(onto.measureText(word).width);
    this.widths.set(word, width);
    return width;
  }

  private picture(word: string, width: number, ratio: number): HTMLCanvasElement {
    const key = `${ratio} ${word}`;
    const held = this.pictures.get(key);
    if (held) return held;
    const picture = sheet();
    [picture.width, picture.height] = [Math.ceil((width + 2 * HALO) * ratio), Math.ceil(HEIGHT * ratio)];
    const context = picture.getContext("2d") as CanvasRenderingContext2D;
    context.scale(picture.width / (width + 2 * HALO), picture.height / HEIGHT);
    context.font = `${SIZE}px ${this.font}`;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 2 * HALO;
    context.strokeStyle = this.palette.paper;
    context.fillStyle = this.palette.ink;
    context.strokeText(word, HALO, HEIGHT / 2);
    context.fillText(word, HALO, HEIGHT / 2);
    this.pictures.set(key, picture);
    return picture;
  }
}
