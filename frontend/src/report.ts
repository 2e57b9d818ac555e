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
const bar = document.querySelector<HTMLElement>(".picked");
let box: HTMLElement | undefined;

if (sheet) {
  openNotes(sheet);
  selectEvents(sheet);
}
if (sheet && form) {
  for (const one of form.querySelectorAll<HTMLElement>(".scripted")) one.hidden = false;
  for (const field of form.querySelectorAll<HTMLInputElement>("[data-at-of]")) forgetWhenTyped(form, field);
  form.addEventListener("change", () => bar?.hidden || tellPicked(form));
  bar?.querySelector("[data-to-form]")?.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(form);
  });
  document.addEventListener("selectionchange", () => setTimeout(offer, 120));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

/** A click on an event's words opens its values in the margin instead of asking for the page again; where words were
 * selected from there on, it was no click. */
function openNotes(text: HTMLElement): void {
  text.addEventListener("click", (event) => {
    const told = event.target instanceof Element ? event.target.closest<HTMLElement>("a.told") : null;
    if (!told || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!getSelection()?.isCollapsed) return event.preventDefault();
    const note = document.getElementById(`n-${told.dataset["claim"] ?? ""}`);
    if (!(note instanceof HTMLDetailsElement)) return;
    event.preventDefault();
    for (const other of text.querySelectorAll<HTMLDetailsElement>("details.note[open]")) other.open = other === note;
    note.open = true;
    note.scrollIntoView({ block: "nearest" });
    note.querySelector("summary")?.focus({ preventScroll: true });
  });
}

/** A drag from an event's words on selects them as it selects others: while the button is down they are no link, which
 * the browser would drag or focus instead. */
function selectEvents(text: HTMLElement): void {
  text.addEventListener("pointerdown", (event) => {
    const told = event.target instanceof Element ? event.target.closest<HTMLElement>("a.told") : null;
    const address = told?.getAttribute("href");
    if (!told || !address || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    told.removeAttribute("href");
    const again = new AbortController();
    for (const kind of ["pointerup", "pointercancel"]) {
      addEventListener(kind, () => (told.setAttribute("href", address), again.abort()), { signal: again.signal });
    }
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
  const below = at.bottom + 6 + box.offsetHeight <= innerHeight - covered();
  box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + scrollY}px`;
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

/** How much of the window, from below, the bar with the picked words takes. */
const covered = (): number => (bar && !bar.hidden ? bar.offsetHeight : 0);

function assign(role: string, chosen: Chosen): void {
  if (!form) return;
  const bottom = getSelection()?.getRangeAt(0).getBoundingClientRect().bottom ?? 0;
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
  getSelection()?.removeAllRanges();
  close();
  tellPicked(form);
  if (bottom > innerHeight - covered()) scrollBy({ top: bottom - innerHeight + covered() + 24, behavior: "instant" });
}

/** The name of the first figure that has no words yet; the last where all have. */
function freeFigure(within: HTMLElement): string {
  const fields = [...within.querySelectorAll<HTMLInputElement>("input[name^=figure]:not([type=hidden])")];
  return (fields.find((one) => !one.value) ?? fields.at(-1))?.name ?? "figure1";
}

/** The words picked so far, in a line at the foot of the window: the text stays in sight, the form stands below it. */
function tellPicked(within: HTMLElement): void {
  const line = bar?.querySelector("p");
  if (!bar || !line) return;
  line.replaceChildren();
  for (const place of within.querySelectorAll<HTMLInputElement>("[data-at-of]")) {
    const name = place.dataset["atOf"] ?? "";
    const words = within.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`)?.value.trim();
    if (!words) continue;
    const called = ROLES.find(([role]) => name.startsWith(role))?.[1] ?? name;
    const quoted = document.createElement("q");
    quoted.textContent = words.replace(/\n/g, "; ");
    line.append(line.childNodes.length ? " · " : "", `${called} `, quoted);
  }
  bar.hidden = false;
}

/** Opens the form and puts the reader into its first field. */
function goTo(folded: HTMLDetailsElement): void {
  folded.open = true;
  folded.scrollIntoView({ block: "start" });
  folded.querySelector<HTMLElement>('[name="type"]')?.focus({ preventScroll: true });
}
