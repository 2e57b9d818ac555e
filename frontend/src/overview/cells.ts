// Places as they are drawn at a zoom: those close together on the screen are one cell.

import type { Feature, Point, Polygon } from "geojson";
import { knownAt, type Points, PRECISIONS } from "./points";
import { circle, KILOMETRES } from "./style";

const CELL = 44; // px
const TILE = 512; // px of the world at zoom 0
const SMALL = 12; // px; an area drawn smaller than that is a disc among others
const EQUATOR = 40_075; // kilometres

interface Cell {
  count: number;
  places: number;
  x: number;
  y: number;
  best: number;
  rough: boolean;
}

/** Discs and areas for the incidents counted at each place. */
export function cellsOf(points: Points, counts: Int32Array, zoom: number): { cells: Feature<Point>[]; areas: Feature<Polygon>[] } {
  const world = TILE * 2 ** zoom;
  const cells = new Map<number, Cell>();
  const areas: Feature<Polygon>[] = [];
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] as number;
    const known = knownAt(points, place);
    if (!count || known === "country") continue; // told below the map
    const [x, y] = [points.x[place] as number, points.y[place] as number];
    const radius = KILOMETRES[known];
    if (radius) {
      const lat = points.lat[place] as number;
      const wide = (radius / (EQUATOR * Math.cos((lat * Math.PI) / 180))) * world;
      if (wide >= SMALL) {
        let ring = points.rings.get(place);
        if (!ring) points.rings.set(place, (ring = circle(lat, points.lon[place] as number, radius)));
        areas.push({
          type: "Feature",
          properties: { count, places: 1, name: points.names[place], known },
          geometry: { type: "Polygon", coordinates: [ring] },
        });
        continue;
      }
    }
    const key = Math.floor((x * world) / CELL) * 1e7 + Math.floor((y * world) / CELL);
    const cell = cells.get(key);
    if (!cell) cells.set(key, { count, places: 1, x: x * count, y: y * count, best: place, rough: known !== "exact" });
    else {
      cell.count += count;
      cell.places++;
      cell.x += x * count;
      cell.y += y * count;
      cell.rough &&= known !== "exact";
      if (count > (counts[cell.best] as number)) cell.best = place;
    }
  }
  return { cells: [...cells.values()].map((cell) => disc(points, cell)), areas };
}

function disc(points: Points, cell: Cell): Feature<Point> {
  const single = cell.places === 1;
  const lon = single ? (points.lon[cell.best] as number) : (cell.x / cell.count) * 360 - 180;
  const lat = single ? (points.lat[cell.best] as number) : latitude(cell.y / cell.count);
  return {
    type: "Feature",
    properties: {
      count: cell.count,
      words: cell.count.toLocaleString("en"),
      places: cell.places,
      name: points.names[cell.best] ?? "",
      known: single ? (PRECISIONS[points.precision[cell.best] as number] ?? "exact") : cell.rough ? "near" : "exact",
      radius: Math.min(24, 4.5 + Math.sqrt(cell.count) * 1.4) + (cell.count > 1 ? 3 : 0),
    },
    geometry: { type: "Point", coordinates: [lon, lat] },
  };
}

const latitude = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
