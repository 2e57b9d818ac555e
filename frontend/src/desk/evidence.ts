// Evidence beside the value it speaks for: focus or hover shows the sentence, Escape closes it, Enter follows the link.

const WAIT = 150; // ms that a pointer rests on a value before its sentence is fetched
const kept = new Map<string, Promise<string>>();
let box: HTMLElement | undefined;
let beside: HTMLElement | undefined;
let timer = 0;
let waiting: HTMLElement | undefined; // whose sentence the timer will show

/** Listens for readers who turn to a cited value. */
export function showEvidence(): void {
  const target = (event: Event) =>
    event.target instanceof Element ? event.target.closest<HTMLElement>(".cited[data-evidence]") : null;
  document.addEventListener("focusin", (event) => {
    const cited = target(event);
    if (cited?.matches(":focus-visible")) later(cited, 0);
    else if (box && !box.contains(event.target as Node)) hide();
  });
  document.addEventListener("pointerover", (event) => {
    const cited = target(event);
    if (cited && event.pointerType === "mouse") later(cited, WAIT);
    else if (box?.contains(event.target as Node)) clearTimeout(timer);
    else if (box && document.activeElement !== beside) later(undefined, 250);
    else if (!cited && !box && document.activeElement !== waiting) clearTimeout(timer);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box) {
      hide();
      event.stopPropagation();
    }
  }, true);
  // Who was quicker than the page's scripts has the focus on a value already.
  const early = document.activeElement?.closest<HTMLElement>(".cited[data-evidence]");
  if (early?.matches(":focus-visible")) later(early, 0);
}

function later(cited: HTMLElement | undefined, wait: number): void {
  clearTimeout(timer);
  if (cited && cited === beside) return;
  waiting = cited;
  timer = window.setTimeout(() => (cited ? void show(cited) : hide()), wait);
}

async function show(cited: HTMLElement): Promise<void> {
  const ref = cited.dataset["evidence"] ?? "";
  const said = await fetched(ref).catch(() => "");
  if (!said || !cited.isConnected || !(cited.matches(":hover") || document.activeElement === cited)) return;
  hide();
  const page = new DOMParser().parseFromString(said, "text/html");
  const part = page.querySelector("main") ?? page.body;
  box = document.createElement("div");
  box.className = "popover";
  box.id = "evidence";
  box.setAttribute("role", "tooltip");
  box.append(...part.childNodes);
  for (const one of box.querySelectorAll("[id]")) one.removeAttribute("id");
  document.body.append(box);
  place(box, cited);
  cited.setAttribute("aria-describedby", "evidence");
  beside = cited;
}

function hide(): void {
  box?.remove();
  beside?.removeAttribute("aria-describedby");
  box = beside = undefined;
}

function fetched(ref: string): Promise<string> {
  let found = kept.get(ref);
  if (!found) {
    const path = ref.split("/").map(encodeURIComponent).join("/");
    found = fetch(`/why/${path}?fragment=1`, { headers: { "HX-Request": "true" } }).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.text();
    });
    kept.set(ref, found);
    found.catch(() => kept.delete(ref));
    if (kept.size > 200) kept.delete(kept.keys().next().value as string);
  }
  return found;
}

/** Below the value where there is room, above it otherwise; never wider than the screen. */
function place(shown: HTMLElement, cited: HTMLElement): void {
  const at = cited.getClientRects()[0] ?? cited.getBoundingClientRect();
  const { width, height } = shown.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + height + 8 < innerHeight || at.top < height + 8;
  shown.style.left = `${left + scrollX}px`;
  shown.style.top = `${(below ? at.bottom + 4 : at.top - height - 4) + scrollY}px`;
}
