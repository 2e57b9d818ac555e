// How the map is drawn: the desk's greys and its accent, read from the page so that light and dark hold here, too.

import type { StyleSpecification } from "maplibre-gl";

export interface Palette {
  paper: string;
  raised: string;
  line: string;
  ink: string;
  accent: string;
}

/** Kilometres around the middle of a place that is known only so exactly. */
export const KILOMETRES: Record<string, number> = { district: 12, governorate: 40 };

/** The page's colours as they are now. */
export function paletteNow(): Palette {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const names = ["paper", "raised", "line", "ink", "accent"] as const;
  const found = Object.fromEntries(names.map((name) => [name, read(name)])) as unknown as Palette;
  probe.remove();
  return found;
}

/** What colours of the base map's layers there are. */
export function coloursOf(own: Palette): [layer: string, property: string, colour: string][] {
  return [
    ["sea", "background-color", own.raised],
    ["land", "fill-color", own.paper],
    ["land", "fill-outline-color", own.line],
    ["borders", "line-color", own.line],
  ];
}

/** The base map's style, without anything from another place: land and borders, nothing that a brush would change. */
export function styleWith(own: Palette): StyleSpecification {
  return {
    version: 8,
    transition: { duration: 0, delay: 0 }, // other colours stand at once, on paper, too
    sources: { world: { type: "geojson", data: { type: "FeatureCollection", features: [] }, tolerance: 0.2 } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": own.raised } },
      { id: "land", type: "fill", source: "world", paint: { "fill-color": own.paper, "fill-outline-color": own.line } },
      { id: "borders", type: "line", source: "world", paint: { "line-color": own.line, "line-width": 1 } },
    ],
  };
}

/** A circle around a point, as a ring of degrees. */
export function circle(lat: number, lon: number, km: number): [number, number][] {
  const tall = km / 111.32;
  const wide = tall / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: 49 }, (_, n) => {
    const turn = (n / 48) * 2 * Math.PI;
    return [lon + wide * Math.cos(turn), Math.max(-89.9, Math.min(89.9, lat + tall * Math.sin(turn)))];
  });
}
