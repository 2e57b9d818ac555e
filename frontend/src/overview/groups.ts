// Places that lie together on the screen at a zoom are drawn as one. Which are together hangs on all incidents of the
// filter, not on the days of the brush: a brush changes numbers and sizes, and moves nothing.

import { knownAt, type Points } from "./points";
import { KILOMETRES } from "./style";

const TILE = 512; // px of the world at zoom 0
const FINE = 14; // px of the grid by which places are gathered at first
const SMALL = 12; // px; an area drawn smaller than that is a disc among others
const APART = 46; // px between areas that have a number of their own
const WIDEST = 27; // px of a disc's radius
const NEAREST = 0.92; // of two discs' radii: those that lie nearer to each other are one
const BIN = 2 * WIDEST + 2; // px; discs of neighbouring bins at most can touch
const ROWS = 2 ** 22; // more than there are squares of a grid from north to south
const ROUNDS = 3;
const MOST_KEPT = 0.98; // of a round's cells; another round would join no more worth its time
const EQUATOR = 40_075; // kilometres

/** Pixels of the whole world at a zoom. */
export const worldAt = (zoom: number): number => TILE * 2 ** zoom;

interface Cell {
  total: number;
  best: number;
  places: number[];
  area: boolean;
  /** Pixels of the world: the place with the most incidents, and the disc around it. */
  x: number;
  y: number;
  radius: number;
}

export class Groups {
  /** For each place its group; -1 for what is told below the map. */
  readonly of: Int32Array;
  /** For each place the radius of its area as a share of the world; 0 for a disc. */
  readonly wide: Float64Array;
  /** The places that are areas. */
  readonly areaPlaces: Int32Array;
  /** For each group whether it is one of areas, and where its number stands: at the place with the most incidents. */
  readonly area: Uint8Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Pixels by which a disc's radius grows with the root of its number. */
  readonly growth: number;

  constructor(
    readonly points: Points,
    readonly zoom: number,
  ) {
    this.of = new Int32Array(points.names.length).fill(-1);
    this.wide = new Float64Array(points.names.length);
    const fine = this.gathered(worldAt(zoom));
    this.growth = Math.min(1.4, (WIDEST - 6) / Math.sqrt(fine.reduce((most, cell) => (cell.area ? most : Math.max(most, cell.total)), 1)));
    const found = this.joined(fine);
    this.areaPlaces = Int32Array.from([...this.wide.keys()].filter((place) => this.wide[place]));
    this.area = Uint8Array.from(found, (cell) => Number(cell.area));
    this.x = Float64Array.from(found, (cell) => points.x[cell.best] as number);
    this.y = Float64Array.from(found, (cell) => points.y[cell.best] as number);
    found.forEach((cell, group) => {
      for (const place of cell.places) this.of[place] = group;
    });
  }

  /** Pixels around the middle of a disc that stands for so many; its number has room in it. */
  radius(count: number): number {
    if (count < 2) return 5.5;
    const digits = Math.floor(Math.log10(count)) + 1;
    const letters = digits + Math.floor((digits - 1) / 3); // "1,234"
    return Math.max(Math.min(WIDEST, 6 + Math.sqrt(count) * this.growth), 3.2 * letters + 4);
  }

  /** The places of each square of a fine grid; those with the most incidents first. */
  private gathered(world: number): Cell[] {
    const { points } = this;
    const cells = new Map<number, Cell>();
    points.totals.forEach((total, place) => {
      const known = knownAt(points, place);
      if (!total || known === "country") return;
      const radius = KILOMETRES[known] ?? 0;
      const wide = radius / (EQUATOR * Math.cos(((points.lat[place] as number) * Math.PI) / 180));
      const area = wide * world >= SMALL;
      if (area) this.wide[place] = wide;
      const [x, y] = [points.x[place] as number, points.y[place] as number];
      const key = (Math.floor((x * world) / FINE) * ROWS + Math.floor((y * world) / FINE)) * 2 + Number(area);
      const cell = cells.get(key);
      if (!cell) cells.set(key, { total, best: place, places: [place], area, x: x * world, y: y * world, radius: 0 });
      else {
        cell.total += total;
        cell.places.push(place);
        if (total > (points.totals[cell.best] as number)) [cell.best, cell.x, cell.y] = [place, x * world, y * world];
      }
    });
    return [...cells.values()].sort((a, b) => b.total - a.total);
  }

  /** Cells, those that would be drawn over each other as one: the larger takes the smaller. */
  private joined(cells: Cell[]): Cell[] {
    let found = cells;
    for (const cell of found) cell.radius = this.radius(cell.total);
    for (let round = 0; round < ROUNDS; round++) {
      const bins = new Map<number, Cell[]>();
      const kept: Cell[] = [];
      for (const cell of found) {
        const [column, row] = [Math.floor(cell.x / BIN), Math.floor(cell.y / BIN)];
        const larger = nearest(cell, bins, column, row);
        if (larger) {
          larger.total += cell.total;
          larger.radius = this.radius(larger.total);
          for (const place of cell.places) larger.places.push(place);
        } else {
          kept.push(cell);
          const key = column * ROWS + row;
          const bin = bins.get(key);
          if (bin) bin.push(cell);
          else bins.set(key, [cell]);
        }
      }
      if (kept.length > MOST_KEPT * found.length) return kept;
      found = kept.sort((a, b) => b.total - a.total);
    }
    return found;
  }
}

/** Of the cells taken already, the one that this would be drawn over the most; null for none. */
function nearest(cell: Cell, bins: Map<number, Cell[]>, column: number, row: number): Cell | null {
  let [found, least]: [Cell | null, number] = [null, 1];
  for (let across = column - 1; across <= column + 1; across++) {
    for (let down = row - 1; down <= row + 1; down++) {
      const bin = bins.get(across * ROWS + down);
      if (!bin) continue;
      for (const other of bin) {
        if (other.area !== cell.area) continue;
        const reach = cell.area ? APART : NEAREST * (cell.radius + other.radius);
        const [x, y] = [cell.x - other.x, cell.y - other.y];
        const share = (x * x + y * y) / (reach * reach);
        if (share < least) [found, least] = [other, share];
      }
    }
  }
  return found;
}

/** What the groups stand for now. */
export interface Tally {
  /** By place: how many incidents, and whether it lies within the area that is asked for; null for any. */
  counts: Int32Array;
  within: Uint8Array | null;
  /** By group: how many incidents, at how many places, the place with the most of them. */
  count: Int32Array;
  places: Int32Array;
  best: Int32Array;
  /** By group: whether a place of it is known exactly. */
  exact: Uint8Array;
  /** By group: whether all of it lies beyond the area that is asked for. */
  beyond: Uint8Array;
  /** Incidents and places drawn that lie within what is asked for. */
  shown: number;
  placesShown: number;
}

/** Counts for each group the incidents at its places; those beyond an area where it has none within. */
export function tallied(groups: Groups, counts: Int32Array, within: Uint8Array | null): Tally {
  const size = groups.x.length;
  const [count, places, best, exact, beyond] = [new Int32Array(size), new Int32Array(size), new Int32Array(size), new Uint8Array(size), new Uint8Array(size)];
  const told: Tally = { counts, within, count, places, best, exact, beyond, shown: 0, placesShown: 0 };
  const add = (place: number, group: number) => {
    const here = counts[place] as number;
    count[group] = (count[group] as number) + here;
    if (!places[group] || here > (counts[best[group] as number] as number)) best[group] = place;
    places[group] = (places[group] as number) + 1;
    if (groups.points.precision[place] === 0) exact[group] = 1;
  };
  for (let place = 0; place < counts.length; place++) {
    const group = groups.of[place] as number;
    if (!counts[place] || group < 0 || (within && !within[place])) continue;
    add(place, group);
    told.shown += counts[place] as number;
    told.placesShown++;
  }
  if (!within) return told;
  const empty = count.map((here) => (here ? 0 : 1));
  for (let place = 0; place < counts.length; place++) {
    const group = groups.of[place] as number;
    if (!counts[place] || group < 0 || !empty[group]) continue;
    add(place, group);
    beyond[group] = 1;
  }
  return told;
}
