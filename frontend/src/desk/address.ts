// What the address says was done is shown once; where one stood on a page is kept over an action.

/** Takes `done` and `said` out of the address, so that a reload or a bookmark doesn't tell of them again. */
export function tidyAddress(): void {
  const here = new URL(location.href);
  if (!here.searchParams.has("done") && !here.searchParams.has("said")) return;
  here.searchParams.delete("done");
  here.searchParams.delete("said");
  history.replaceState(history.state, "", here);
}

/** Puts a page that comes back from one of its own forms where it was scrolled to, and the reader at what is said of it:
 * why a form was not taken, at the form, or what was done and the way to undo it. */
export function keepScroll(): void {
  const place = "recount.scroll";
  addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement && event.target.method === "post") {
      sessionStorage.setItem(place, JSON.stringify({ path: location.pathname, y: scrollY }));
    }
  });
  const kept = sessionStorage.getItem(place);
  if (kept === null) return;
  sessionStorage.removeItem(place);
  const wrong = document.querySelector<HTMLElement>("main [role=alert][tabindex]");
  if (wrong) {
    wrong.scrollIntoView({ block: "center", behavior: "instant" });
    return wrong.focus({ preventScroll: true });
  }
  const { path, y } = JSON.parse(kept) as { path: string; y: number };
  if (path === location.pathname && location.hash === "") scrollTo({ top: y, behavior: "instant" });
  document.querySelector<HTMLElement>("#said .line")?.focus({ preventScroll: true });
}
