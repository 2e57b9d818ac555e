// Pieces of pictures.

const SVG = "http://www.w3.org/2000/svg";

/** A box in the colour of a kind, with its words. */
export function swatch(name: string, words: string): HTMLElement {
  const item = document.createElement("span");
  const box = make("svg", { class: "swatch", width: 12, height: 12, "aria-hidden": "true" });
  box.append(make("rect", { class: name, width: 12, height: 12 }));
  item.append(box, ` ${words}`);
  return item;
}

/** An element of a picture. */
export function make(name: string, attributes: Record<string, string | number> = {}): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`);
  return element;
}

/** The hatchings of what is not known exactly. */
export function hatchings(): SVGElement {
  const all = make("defs");
  for (const [id, step] of [["hatch-gap", 6], ["hatch-rough", 4]] as const) {
    const pattern = make("pattern", { id, width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    pattern.append(make("line", { class: id, x1: 0, y1: 0, x2: 0, y2: step }));
    all.append(pattern);
  }
  return all;
}
