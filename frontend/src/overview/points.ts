// All incidents that the filter holds, as columns: one request, then days and areas are asked of typed arrays.

/** How exactly places are known, in the order of the numbers that stand for it. */
export const PRECISIONS = ["exact", "near", "district", "governorate", "country"] as const;

type Reach = [south: number, west: number, north: number, east: number];

interface Sent {
  families: string[];
  places: { name: string[]; lat: number[]; lon: number[]; precision: number[]; reaches: Record<number, Reach> };
  place: string;
  first: string;
  last: string;
  family: string;
  gaps: [number, number][];
  reported: [number, number] | null;
}

/** A day without a date; days are counted from 1 January 1970. */
export const UNDATED = -(2 ** 31);

export interface Area {
  box?: [south: number, west: number, north: number, east: number];
  near?: [lat: number, lon: number, km: number];
  /** Which of those known as a region or country count that lie in it with a part only: none, all, these alone. */
  rough?: "also" | "only";
}

export interface Days {
  from: number | null;
  to: number | null;
}

export class Points {
  readonly count: number;
  readonly families: string[];
  readonly names: string[];
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly precision: Uint8Array;
  private readonly reaches: Record<number, Reach>;
  /** West to east and north to south, 0 to 1 over the whole Mercator map. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly place: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly family: Int32Array;
  readonly gaps: [number, number][];
  readonly reported: [number, number] | null;
  /** How many incidents each place has, whatever their days. */
  readonly totals: Int32Array;

  /** `undatedToo`: what has no date counts among the incidents of any days. */
  constructor(
    sent: Sent,
    private readonly undatedToo: boolean,
  ) {
    this.place = numbers(sent.place);
    this.first = numbers(sent.first);
    this.last = numbers(sent.last);
    this.family = numbers(sent.family);
    this.count = this.place.length;
    this.families = sent.families;
    this.names = sent.places.name;
    this.lat = Float64Array.from(sent.places.lat);
    this.lon = Float64Array.from(sent.places.lon);
    this.precision = Uint8Array.from(sent.places.precision);
    this.reaches = sent.places.reaches;
    this.x = this.lon.map((lon) => (lon + 180) / 360);
    this.y = this.lat.map(mercator);
    this.gaps = sent.gaps;
    this.reported = sent.reported;
    this.totals = this.perPlace({ from: null, to: null });
  }

  /** The first and the last day of what has a date, and those between which almost all of it lies; null for none. */
  get spans(): { whole: [number, number]; usual: [number, number]; outside: number } | null {
    const [first, last] = [this.first, this.last].map((days) => days.filter((day) => day !== UNDATED).sort()) as [Int32Array, Int32Array];
    const count = first.length;
    if (!count) return null;
    const whole: [number, number] = [first[0] as number, last[count - 1] as number];
    const few = Math.floor(count / 20) || (count > 2 ? 1 : 0);
    const low = farOff(first, few);
    const high = farOff(last.map((day) => -day).reverse(), few);
    if (!low && !high) return { whole, usual: whole, outside: 0 };
    const usual: [number, number] = [first[low] as number, last[count - 1 - high] as number];
    const outside = first.filter((day) => day < usual[0]).length + last.filter((day) => day > usual[1]).length;
    return { whole, usual, outside };
  }

  /** Which places lie in an area; null where none is asked for. */
  placesIn(area: Area): Uint8Array | null {
    const { box, near } = area;
    if (!box && !near) return null;
    return Uint8Array.from(this.lat, (lat, i) => {
      const lon = this.lon[i] as number;
      const reach = this.reaches[i] ?? [lat, lon, lat, lon];
      const found = [...(box ? [inBox(reach, box)] : []), ...(near ? [inCircle(reach, near)] : [])];
      const whole = found.every((one) => one === "whole");
      const partly = !whole && found.every((one) => one !== "no");
      return (area.rough === "only" ? partly : whole || (partly && area.rough === "also")) ? 1 : 0;
    });
  }

  /** How many incidents of these days each place has. */
  perPlace(days: Days): Int32Array {
    const counts = new Int32Array(this.names.length);
    const any = days.from === null && days.to === null;
    const from = days.from ?? -Infinity;
    const to = days.to ?? Infinity;
    for (let i = 0; i < this.count; i++) {
      const place = this.place[i] as number;
      if (place < 0) continue;
      if (!any) {
        const first = this.first[i] as number;
        if (first === UNDATED ? !this.undatedToo : first > to || (this.last[i] as number) < from) continue;
      }
      counts[place] = (counts[place] as number) + 1;
    }
    return counts;
  }
}

/** Whether a place lies in a box with all that it reaches to, with a part, or not; the desk reckons the same. */
function inBox([bottom, left, top, right]: Reach, [south, west, north, east]: Reach): "whole" | "part" | "no" {
  const width = west <= east ? east - west : east - west + 360;
  const begin = (((left - west) % 360) + 360) % 360;
  const end = begin + (right - left);
  if (bottom >= south && top <= north && (end <= width || width >= 360)) return "whole";
  return bottom <= north && top >= south && (begin <= width || end >= 360) ? "part" : "no";
}

/** The same of a circle: of a region all four corners lie in it, or what of it is nearest to the middle. */
function inCircle([bottom, left, top, right]: Reach, [lat, lon, km]: [number, number, number]): "whole" | "part" | "no" {
  const corners = [bottom, top].flatMap((y) => [left, right].map((x) => kilometres(y, x, lat, lon)));
  if (corners.every((far) => far <= km)) return "whole";
  const middle = (left + right) / 2;
  const there = middle + ((((lon - middle + 180) % 360) + 360) % 360) - 180;
  const [y, x] = [Math.max(bottom, Math.min(top, lat)), Math.max(left, Math.min(right, there))];
  return kilometres(y, x, lat, lon) <= km ? "part" : "no";
}

/** How many days at the beginning, a few at most, lie three times as far from the rest as that reaches, but for a few
 * at its end, and years away. */
function farOff(days: Int32Array, few: number): number {
  const end = days[days.length - 1 - few] as number;
  for (let n = Math.min(few, days.length - 1); n > 0; n--) {
    if ((days[n] as number) - (days[n - 1] as number) > 3 * Math.max(365, end - (days[n] as number))) return n;
  }
  return 0;
}

/** Asks the desk for the points of a filter. */
export async function pointsAt(address: string, signal: AbortSignal): Promise<Points> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const undated = new URL(address, location.href).searchParams.get("undated") ?? "";
  return new Points((await answer.json()) as Sent, ["also", "only"].includes(undated));
}

export function mercator(lat: number): number {
  const radians = (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180;
  return (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2;
}

export function kilometres(lat: number, lon: number, toLat: number, toLon: number): number {
  const [a, b, across] = [lat, toLat, lon - toLon].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  const half = Math.sin((a - b) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(across / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, half)));
}

/** Little-endian 32-bit numbers, sent as base64. */
function numbers(sent: string): Int32Array {
  const letters = atob(sent);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return new Int32Array(bytes.buffer);
}

/** How exactly a place is known. */
export function knownAt(points: Points, place: number): (typeof PRECISIONS)[number] {
  return PRECISIONS[points.precision[place] as number] ?? "country";
}
