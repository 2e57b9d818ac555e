// Outlines of countries. Those that reach over the 180th meridian run on beyond it, so that no edge crosses the map.

import { feature } from "topojson-client";
import type { FeatureCollection, Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";

/** The countries of an atlas, as features. */
export function countriesOf(world: Topology<{ countries: GeometryCollection }>): FeatureCollection {
  const found = feature(world, world.objects.countries) as FeatureCollection;
  for (const { geometry } of found.features) {
    if (geometry.type === "Polygon") geometry.coordinates = geometry.coordinates.map(unturned);
    if (geometry.type === "MultiPolygon") geometry.coordinates = geometry.coordinates.map((rings) => rings.map(unturned));
  }
  return found;
}

function unturned(ring: Position[]): Position[] {
  let before = ring[0]?.[0] ?? 0;
  let turns = 0;
  return ring.map(([lon = 0, lat = 0]) => {
    if (Math.abs(lon - before) > 180) turns += lon < before ? 360 : -360;
    before = lon;
    return [lon + turns, lat];
  });
}
