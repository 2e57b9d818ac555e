// What stands where on the screen: discs, numbers of areas, and how far the areas may reach.

import type { Round } from "./areas";
import type { Groups, Tally } from "./groups";
import { copies, northOf, type View } from "./view";

/** What there is to draw. */
export interface Shown {
  groups: Groups;
  tally: Tally;
  /** The outline of what is asked for, in shares of the world. */
  asked: [number, number][];
}

/** A disc, or the number of an area. */
export interface Mark {
  x: number;
  y: number;
  radius: number;
  count: number;
  /** At how many places, and the one with the most incidents. */
  places: number;
  best: number;
  kind: "exact" | "near" | "area";
  beyond: boolean;
}

/** How far one place of a group of areas may reach. */
export interface Reach extends Round {
  group: number;
  beyond: boolean;
}

const MARGIN = 60; // px beside the map from where a disc or a name reaches into it

/** What a group stands for, at these pixels. */
export function markOf({ groups, tally }: Shown, group: number, x: number, y: number): Mark {
  const count = tally.count[group] as number;
  const kind = groups.area[group] ? "area" : tally.exact[group] ? "exact" : "near";
  const [places, best] = [tally.places[group] as number, tally.best[group] as number];
  return { x, y, radius: groups.radius(count), count, places, best, kind, beyond: tally.beyond[group] === 1 };
}

/** The groups that are seen, the most incidents first. A place by itself stands where it is. */
export function marksOf(view: View, shown: Shown): Mark[] {
  const { groups, tally } = shown;
  const [wests, north] = [copies(view), northOf(view)];
  const found: Mark[] = [];
  for (let group = 0; group < groups.x.length; group++) {
    if (!tally.count[group]) continue;
    const alone = tally.places[group] === 1;
    const at = alone ? groups.points : groups;
    const own = alone ? (tally.best[group] as number) : group;
    const y = north + (at.y[own] as number) * view.world;
    if (y < -MARGIN || y > view.height + MARGIN) continue;
    for (const west of wests) {
      const x = west + (at.x[own] as number) * view.world;
      if (x > -MARGIN && x < view.width + MARGIN) found.push(markOf(shown, group, x, y));
    }
  }
  return found.sort((a, b) => b.count - a.count);
}

/** The areas that reach into what is seen. */
export function reachesOf(view: View, { groups, tally }: Shown): Reach[] {
  const [wests, north] = [copies(view), northOf(view)];
  const { points } = groups;
  const found: Reach[] = [];
  for (const place of groups.areaPlaces) {
    if (!tally.counts[place]) continue;
    const radius = (groups.wide[place] as number) * view.world;
    const y = north + (points.y[place] as number) * view.world;
    if (y < -radius || y > view.height + radius) continue;
    for (const west of wests) {
      const x = west + (points.x[place] as number) * view.world;
      const beyond = tally.within !== null && !tally.within[place];
      if (x > -radius && x < view.width + radius) found.push({ x, y, radius, group: groups.of[place] as number, beyond });
    }
  }
  return found;
}
