// How the map is drawn: the desk's greys and its accent, read from the page so that light and dark hold here, too.

import type { StyleSpecification } from "maplibre-gl";

export interface Palette {
  paper: string;
  raised: string;
  line: string;
  quiet: string;
  ink: string;
  accent: string;
}

/** Kilometres around the middle of a place that is known only so exactly. */
export const KILOMETRES: Record<string, number> = { district: 12, governorate: 40 };

const FONT = ["RecountSans"]; // a name of its own: the library does not quote names with digits
const EMPTY = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };

/** The page's colours as they are now. */
export function paletteNow(): Palette {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const names = ["paper", "raised", "line", "quiet", "ink", "accent"] as const;
  const found = Object.fromEntries(names.map((name) => [name, read(name)])) as unknown as Palette;
  probe.remove();
  return found;
}

/** The map's style without anything from another place; it has no glyphs, so labels are drawn with the page's font. */
export function styleWith(own: Palette): StyleSpecification {
  const halo = { "text-halo-color": own.paper, "text-halo-width": 1.5 };
  const exact: ["==", ["get", string], string] = ["==", ["get", "known"], "exact"];
  return {
    version: 8,
    sources: { world: { ...EMPTY, tolerance: 0.2 }, areas: EMPTY, cells: EMPTY, asked: EMPTY },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": own.raised } },
      { id: "land", type: "fill", source: "world", paint: { "fill-color": own.paper, "fill-outline-color": own.line } },
      { id: "borders", type: "line", source: "world", paint: { "line-color": own.line, "line-width": 1 } },
      { id: "area-fill", type: "fill", source: "areas", paint: { "fill-pattern": "hatch", "fill-opacity": 0.55 } },
      { id: "area-line", type: "line", source: "areas", paint: { "line-color": own.accent, "line-width": 1, "line-dasharray": [3, 2] } },
      {
        id: "cell",
        type: "circle",
        source: "cells",
        paint: {
          "circle-radius": ["get", "radius"],
          "circle-color": ["case", exact, own.accent, own.paper],
          "circle-opacity": ["case", exact, 0.92, 0.85],
          "circle-stroke-color": ["case", exact, own.paper, own.accent],
          "circle-stroke-width": ["case", exact, 1, 2.5],
        },
      },
      {
        id: "cell-count",
        type: "symbol",
        source: "cells",
        filter: [">", ["get", "count"], 1],
        layout: { "text-field": ["get", "words"], "text-font": FONT, "text-size": 12, "text-allow-overlap": true },
        paint: { "text-color": ["case", exact, own.paper, own.ink] },
      },
      {
        id: "area-names",
        type: "symbol",
        source: "areas",
        layout: { "text-field": ["concat", ["get", "name"], " ", ["to-string", ["get", "count"]]], "text-font": FONT, "text-size": 12 },
        paint: { "text-color": own.ink, ...halo },
      },
      {
        id: "names",
        type: "symbol",
        source: "cells",
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONT,
          "text-size": 13,
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": ["+", 0.3, ["/", ["get", "radius"], 13]],
          "symbol-sort-key": ["-", 0, ["get", "count"]],
        },
        paint: { "text-color": own.ink, ...halo },
      },
      { id: "asked-fill", type: "fill", source: "asked", paint: { "fill-color": own.accent, "fill-opacity": 0.08 } },
      { id: "asked-line", type: "line", source: "asked", paint: { "line-color": own.accent, "line-width": 2 } },
    ],
  };
}

/** Diagonal lines on nothing. */
export function hatch(own: Palette): ImageData {
  const size = 16;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.strokeStyle = own.accent;
  context.lineWidth = 2;
  for (const shift of [-size, 0, size]) {
    context.beginPath();
    context.moveTo(shift, size);
    context.lineTo(shift + size, 0);
    context.stroke();
  }
  return context.getImageData(0, 0, size, size);
}

/** A circle around a point, as a ring of degrees. */
export function circle(lat: number, lon: number, km: number): number[][] {
  const tall = km / 111.32;
  const wide = tall / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: 49 }, (_, n) => {
    const turn = (n / 48) * 2 * Math.PI;
    return [lon + wide * Math.cos(turn), Math.max(-89.9, Math.min(89.9, lat + tall * Math.sin(turn)))];
  });
}
