// A report's text: words that are selected become what a claim rests on, and the claim one points at is opened.

export {};
interface Chosen {
  words: string;
  at: number;
}

const ROLES: [string, string][] = [
  ["trigger", "Event"],
  ["agents", "Who"],
  ["targets", "Whom"],
  ["place", "Where"],
  ["time", "When"],
  ["figure", "Figure"],
  ["origin", "Speaker"],
];
const MANY = new Set(["agents", "targets", "origin"]);

const sheet = document.querySelector<HTMLElement>(".sheet");
const form = document.querySelector<HTMLDetailsElement>("#add");
let box: HTMLElement | undefined;

if (sheet) openNotes(sheet);
if (sheet && form) {
  for (const one of form.querySelectorAll<HTMLElement>(".scripted")) one.hidden = false;
  for (const field of form.querySelectorAll<HTMLInputElement>("[data-at-of]")) forgetWhenTyped(form, field);
  document.addEventListener("selectionchange", () => setTimeout(offer, 120));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

/** A click on an event's words opens its values in the margin instead of asking for the page again. */
function openNotes(text: HTMLElement): void {
  text.addEventListener("click", (event) => {
    const told = event.target instanceof Element ? event.target.closest<HTMLElement>("a.told") : null;
    if (!told || event.ctrlKey || event.metaKey || event.shiftKey || !getSelection()?.isCollapsed) return;
    const note = document.getElementById(`n-${told.dataset["claim"] ?? ""}`);
    if (!(note instanceof HTMLDetailsElement)) return;
    event.preventDefault();
    for (const other of text.querySelectorAll<HTMLDetailsElement>("details.note[open]")) other.open = other === note;
    note.open = true;
    note.scrollIntoView({ block: "nearest" });
    note.querySelector("summary")?.focus({ preventScroll: true });
  });
}

/** Words that somebody types stand where they stand: the place that was pointed at holds no more. */
function forgetWhenTyped(within: HTMLElement, place: HTMLInputElement): void {
  const field = within.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${place.dataset["atOf"] ?? ""}"]`);
  field?.addEventListener("input", () => (place.value = ""));
}

function offer(): void {
  const chosen = selected();
  if (!chosen) {
    if (!box?.contains(document.activeElement)) close();
    return;
  }
  const range = getSelection()?.getRangeAt(0);
  if (!range) return;
  close();
  box = document.createElement("div");
  box.className = "assign";
  box.setAttribute("role", "toolbar");
  box.setAttribute("aria-label", "The selected words are");
  ROLES.forEach(([name, label], n) => box?.append(button(name, label, n + 1, chosen)));
  document.body.append(box);
  const at = range.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8);
  box.style.left = `${Math.max(8, left) + scrollX}px`;
  box.style.top = `${at.bottom + 6 + scrollY}px`;
}

function button(name: string, label: string, key: number, chosen: Chosen): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset["key"] = String(key);
  made.dataset["keyWords"] = `The selected words are: ${label.toLowerCase()}`;
  const cap = document.createElement("kbd");
  cap.textContent = String(key);
  made.append(cap, ` ${label}`);
  made.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  made.addEventListener("click", () => assign(name, chosen));
  return made;
}

function close(): void {
  box?.remove();
  box = undefined;
}

/** The selected words and where they stand in the report, in code points; nothing outside the text. */
function selected(): Chosen | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return undefined;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === undefined || end === undefined || end <= start || end - start > 500) return undefined;
  const words = textBetween(start, end);
  const blank = words.length - words.trimStart().length;
  return words.trim() ? { words: words.trim(), at: start + [...words.slice(0, blank)].length } : undefined;
}

const pieces = (): HTMLElement[] => [...(sheet?.querySelectorAll<HTMLElement>(".text [data-at]") ?? [])];
const startOf = (piece: HTMLElement): number => Number(piece.dataset["at"]);
const isMark = (piece: HTMLElement): boolean => piece.dataset["for"] !== undefined;
const lengthOf = (piece: HTMLElement): number => (isMark(piece) ? 1 : [...(piece.textContent ?? "")].length);

/** Where a point of the page stands in the report: characters counted from the piece of text that holds it. */
function placeOf(node: Node, offset: number): number | undefined {
  if (!sheet?.contains(node)) return undefined;
  const element = node instanceof Element ? node : node.parentElement;
  const piece = node instanceof Text ? element?.closest<HTMLElement>(".text [data-at]") : null;
  if (piece && !isMark(piece)) {
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(node, offset);
    return startOf(piece) + [...before.toString()].length;
  }
  const point = document.createRange();
  point.setStart(node, offset);
  let last: number | undefined;
  for (const one of pieces()) {
    if (point.comparePoint(one, 0) >= 0) return last ?? startOf(one);
    last = startOf(one) + lengthOf(one);
  }
  return last;
}

/** The report's words between two places; line ends between rows become blanks. */
function textBetween(start: number, end: number): string {
  let words = "";
  let reached = start;
  for (const piece of pieces()) {
    const at = startOf(piece);
    const letters = isMark(piece) ? [" "] : [...(piece.textContent ?? "")];
    if (at + letters.length <= start || at >= end) continue;
    if (at > reached) words += " ".repeat(at - reached);
    words += letters.slice(Math.max(0, start - at), end - at).join("");
    reached = Math.min(end, at + letters.length);
  }
  return words;
}

function assign(role: string, chosen: Chosen): void {
  if (!form) return;
  const name = role === "figure" ? freeFigure(form) : role;
  const field = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`);
  const place = form.querySelector<HTMLInputElement>(`[name="${name}_at"]`);
  if (!field || !place) return;
  const words = chosen.words.replace(/\s+/g, " ");
  const added = MANY.has(role) && field.value.trim() && place.value;
  field.value = added ? `${field.value.trimEnd()}\n${words}` : words;
  place.value = added ? `${place.value},${chosen.at}` : String(chosen.at);
  field.classList.add("chosen");
  field.dispatchEvent(new Event("change", { bubbles: true })); // its words are read
  form.open = true;
  form.dataset["picking"] = "";
  getSelection()?.removeAllRanges();
  close();
  say(`${field.labels?.[0]?.textContent?.trim() ?? role}: ${words}`);
  if (role === "trigger") form.querySelector<HTMLElement>('[name="type"]')?.focus({ preventScroll: true });
}

/** The name of the first figure that has no words yet; the last where all have. */
function freeFigure(within: HTMLElement): string {
  const fields = [...within.querySelectorAll<HTMLInputElement>("input[name^=figure]:not([type=hidden])")];
  return (fields.find((one) => !one.value) ?? fields.at(-1))?.name ?? "figure1";
}

function say(words: string): void {
  const line = document.getElementById("picked") ?? document.createElement("p");
  line.id = "picked";
  line.className = "quiet small";
  line.setAttribute("role", "status");
  line.textContent = words;
  form?.querySelector("summary")?.after(line);
}
