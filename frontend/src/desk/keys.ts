// Single keys: j and k walk the rows, o opens one, / searches, ? tells which keys work here. A button, link or field
// with data-key="a" is pressed, followed or focused by that key; readers can turn single keys off.

const OFF = "recount.keys.off";

/** Listens for keys that are not being typed into a field. */
export function listenToKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "Escape") foldAway(event.target);
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const told = event.key === "?";
    if (localStorage.getItem(OFF) && !told) return;
    if (act(event.key)) event.preventDefault();
  });
  for (const button of document.querySelectorAll<HTMLElement>("[data-opens=keys]")) {
    button.hidden = false;
    button.addEventListener("click", help);
  }
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "range"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function act(key: string): boolean {
  if (key === "?") return help();
  const own = shown(`[data-key="${CSS.escape(key)}"]`);
  const first = own[0];
  if (first) return press(inSelected(own) ?? first);
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
  if (key === "o") return openRow();
  return false;
}

const shown = (selector: string): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.checkVisibility());

/** Of several buttons with one key, the one in the row that is selected. */
function inSelected(found: HTMLElement[]): HTMLElement | undefined {
  const row = document.activeElement?.closest(ROWS) ?? document.querySelector(`[aria-current="true"]`);
  return found.find((one) => row?.contains(one));
}

function press(element: HTMLElement): boolean {
  if (element.tagName === "SUMMARY" && element.parentElement instanceof HTMLDetailsElement) return unfold(element.parentElement);
  if (element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")) element.focus();
  else element.click();
  if (element instanceof HTMLInputElement && element.type === "search") element.select();
  return true;
}

/** Opens a form that is folded away, brings it into view, and puts the reader into its first field. */
function unfold(folded: HTMLDetailsElement): boolean {
  folded.open = true;
  const fields = folded.querySelectorAll<HTMLElement>("input:not([type=hidden]), select, textarea, button");
  const first = [...fields].find((one) => one.checkVisibility());
  folded.scrollIntoView({ block: "nearest" });
  (first ?? folded.querySelector<HTMLElement>("summary"))?.focus();
  return true;
}

/** Escape folds the form away that the reader is in, and goes back to its name. */
function foldAway(target: EventTarget | null): void {
  const folded = target instanceof HTMLElement ? target.closest<HTMLDetailsElement>("details[open]") : null;
  const name = folded?.querySelector<HTMLElement>(":scope > summary[data-key]");
  if (!folded || !name) return;
  folded.open = false;
  name.focus();
}

const ROWS = "[data-row], table.list > tbody > tr";

const linkOf = (row: HTMLElement): HTMLElement | null =>
  row.querySelector<HTMLElement>("a[data-open]") ?? row.querySelector<HTMLElement>("a[href], summary, button");

/** Moves to the next or the last row: its main link takes the focus, so that Enter opens it, too. */
function step(by: number): boolean {
  const rows = shown(ROWS).filter((row) => linkOf(row));
  if (!rows.length) return false;
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, now + by))];
  if (!next) return false;
  for (const row of rows) row.removeAttribute("data-selected");
  next.setAttribute("data-selected", "");
  linkOf(next)?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function openRow(): boolean {
  const row = document.activeElement?.closest<HTMLElement>(ROWS);
  const link = row && (document.activeElement as HTMLElement).matches("a") ? (document.activeElement as HTMLElement) : row && linkOf(row);
  link?.click();
  return Boolean(link);
}

/** The keys that work on this page, in the page's order. */
function known(): [string, string][] {
  const lines = new Map<string, string>();
  const own = new Set(shown("[data-key]").map((one) => one.dataset["key"] ?? ""));
  const rows = { j: "Next row", k: "Previous row", o: "Open the row" };
  if (shown(ROWS).some((row) => linkOf(row))) {
    for (const [key, words] of Object.entries(rows)) if (!own.has(key)) lines.set(key, words); // act() asks these last
  }
  for (const one of shown("[data-key]")) {
    const key = one.dataset["key"] ?? "";
    const words = one.dataset["keyWords"] ?? one.getAttribute("aria-label") ?? one.getAttribute("placeholder") ?? one.textContent ?? "";
    if (!lines.has(key)) lines.set(key, words.trim().replace(/\s+/g, " "));
  }
  if (shown(".cited[data-evidence]").length) lines.set("Tab", "Next value; its sentence is shown, Enter opens it");
  lines.set("Esc", "Close");
  lines.set("?", "These keys");
  return [...lines];
}

function help(): boolean {
  const dialog = document.createElement("dialog");
  dialog.className = "help";
  dialog.setAttribute("aria-labelledby", "keys-here");
  const title = document.createElement("h2");
  title.id = "keys-here";
  title.textContent = "Keys on this page";
  const list = document.createElement("dl");
  for (const [key, words] of known()) {
    const term = document.createElement("dt");
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
    const meaning = document.createElement("dd");
    meaning.textContent = words;
    list.append(term, meaning);
  }
  const off = document.createElement("input");
  off.type = "checkbox";
  off.checked = !localStorage.getItem(OFF);
  off.addEventListener("change", () => (off.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  const label = document.createElement("label");
  label.className = "check";
  label.append(off, " Single keys work");
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.textContent = "Close";
  form.append(close);
  dialog.append(title, list, label, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
  return true;
}
