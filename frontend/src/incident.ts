// The incident's page: the day of the as-of slider in words while it moves, and all parts of the page that hold what was
// known by then, as a page that is loaded for that day shows them.

const WAIT = 60; // ms without a move before a day is asked for
const form = document.querySelector<HTMLFormElement>("form.asof");
const slider = form?.querySelector<HTMLInputElement>("input[type=range]");
const output = form?.querySelector<HTMLOutputElement>("output");
const told = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
let asked: AbortController | undefined;
let timer = 0;

if (form && slider && output) {
  const days = (form.dataset["days"] ?? "").split(" ");
  const day = (): string => days[Number(slider.value)] ?? ""; // none: today
  const tell = (): void => {
    const words = day() ? told.format(new Date(`${day()}T00:00:00Z`)) : "today";
    output.value = words;
    slider.setAttribute("aria-valuetext", words);
  };
  slider.addEventListener("input", () => {
    tell();
    asked?.abort();
    clearTimeout(timer);
    timer = window.setTimeout(() => void follow(addressOn(day())), WAIT);
  });
  slider.addEventListener("change", () => history.replaceState(history.state, "", addressOn(day())));
  tell();
}

// On a narrow screen where, when, who and origins stand before the claims; why it is one incident, and what was decided on
// it, after them.
const right = document.querySelector<HTMLElement>(".incident .right");
const further = right?.querySelector<HTMLElement>(".further");
if (right && further) {
  const narrow = matchMedia("(max-width: 52rem)");
  const place = (): void => (narrow.matches ? right.parentElement : right)?.append(further);
  narrow.addEventListener("change", place);
  place();
}

/** The address of this page as known on a day. */
function addressOn(day: string): URL {
  const address = new URL(location.href);
  for (const name of ["at", "beside", "as_of"]) address.searchParams.delete(name);
  if (day) address.searchParams.set("as_of", day);
  return address;
}

/** Puts the parts that hold what was known then in the place of those that are shown. */
async function follow(address: URL): Promise<void> {
  const asking = (asked = new AbortController());
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asking.signal.aborted) return;
    for (const part of document.querySelectorAll<HTMLElement>("[data-known]")) {
      const then = page.getElementById(part.id);
      if (!then) throw new Error(part.id);
      leaveOpen(part, then);
      part.replaceWith(document.importNode(then, true));
    }
    document.dispatchEvent(new CustomEvent("recount:swapped"));
  } catch {
    if (!asking.signal.aborted) location.assign(address); // rather another page than one of two days
  }
}

/** What somebody opened stays open while the days go by. */
function leaveOpen(part: HTMLElement, then: HTMLElement): void {
  const kinds = new Set([...part.querySelectorAll<HTMLDetailsElement>("details[class][open]")].map((one) => one.className));
  for (const one of then.querySelectorAll<HTMLDetailsElement>("details[class]")) if (kinds.has(one.className)) one.open = true;
}

export {};
