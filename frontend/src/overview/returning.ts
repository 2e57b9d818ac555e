// Back to the overview: the browser brings a page again as the desk first sends it, and whoever opened the two hundredth
// line would begin at the first.

const KEPT = "overview left at";
const LINES = "#found [data-row]";

interface Left {
  at: string;
  lines: number;
  scrolled: number;
  line: string | null;
}

/** Notes where a list is left, for this tab. */
export function noteLeaving(): void {
  addEventListener("pagehide", () => {
    const line = document.activeElement?.closest<HTMLElement>(LINES)?.querySelector("a[data-open]")?.getAttribute("href") ?? null;
    const left: Left = { at: location.search, lines: document.querySelectorAll(LINES).length, scrolled: scrollY, line };
    sessionStorage.setItem(KEPT, JSON.stringify(left));
  });
}

/** Shows a list as it was left where somebody came back to it; `more` fetches the lines after a link's. */
export async function returned(more: (link: HTMLAnchorElement) => Promise<void>): Promise<void> {
  const [came] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const kept = sessionStorage.getItem(KEPT);
  if (came?.type !== "back_forward" || !kept) return;
  const left = JSON.parse(kept) as Left;
  if (left.at !== location.search) return;
  for (let shown = -1; shown < left.lines; ) {
    const now = document.querySelectorAll(LINES).length;
    const link = document.querySelector<HTMLAnchorElement>("#found a[data-more]");
    if (now >= left.lines || now === shown || !link) break;
    shown = now;
    await more(link);
  }
  const line = left.line && document.querySelector<HTMLElement>(`${LINES} a[data-open][href="${CSS.escape(left.line)}"]`);
  if (line) line.focus({ preventScroll: true });
  scrollTo(0, left.scrolled);
}
