// The bars of the timeline: how many incidents of which kind in which days.

import { edges, type Width } from "./days";
import { type Points, UNDATED } from "./points";

export interface Bars {
  width: Width;
  edges: number[];
  /** By kind, then by bin; the last kind is what is known to the month or year only, spread over its days. */
  counts: Float64Array[];
  most: number;
}

/** Counts the incidents of the days shown, at these places (null for any), in at most so many bars (`room`). */
export function barsOf(
  points: Points,
  shown: [number, number],
  kinds: { of: Int32Array; count: number },
  places: Uint8Array | null,
  room: number,
): Bars {
  const [first, last] = shown;
  const days = last - first + 1;
  const width: Width = days <= room ? "day" : days / 7 <= room ? "week" : "month";
  const starts = edges(first, last, width);
  const bins = starts.length - 1;
  const binOf = new Int32Array(days);
  for (let bin = 0; bin < bins; bin++) {
    for (let day = Math.max(first, starts[bin] as number); day < Math.min(last + 1, starts[bin + 1] as number); day++) {
      binOf[day - first] = bin;
    }
  }
  const counts = Array.from({ length: kinds.count + 1 }, () => new Float64Array(bins));
  const spread = new Float64Array(days + 1); // per day, as changes from one day to the next
  const rough = counts[kinds.count] as Float64Array;
  for (let i = 0; i < points.count; i++) {
    const from = points.first[i] as number;
    if (from === UNDATED) continue;
    if (places) {
      const place = points.place[i] as number;
      if (place < 0 || !places[place]) continue;
    }
    const to = points.last[i] as number;
    if (to < first || from > last) continue;
    const [a, b] = [Math.max(from, first) - first, Math.min(to, last) - first];
    const bin = binOf[a] as number;
    if (bin === binOf[b]) {
      const kind = counts[kinds.of[points.family[i] as number] as number] as Float64Array;
      kind[bin] = (kind[bin] as number) + 1;
    } else {
      const share = 1 / (to - from + 1);
      spread[a] = (spread[a] as number) + share;
      spread[b + 1] = (spread[b + 1] as number) - share;
    }
  }
  for (let day = 0, now = 0; day < days; day++) {
    now += spread[day] as number;
    const bin = binOf[day] as number;
    rough[bin] = (rough[bin] as number) + now;
  }
  let most = 1;
  for (let bin = 0; bin < bins; bin++) most = Math.max(most, counts.reduce((sum, kind) => sum + (kind[bin] as number), 0));
  return { width, edges: starts, counts, most };
}
