// Parts of the page that the desk sends anew, put in the place of those with the same ids.

const PARTS = ["filters", "chips", "found", "time-table", "places-table", "aside", "picture"];

/** Puts the parts of an answer in; the focus, what is being typed, and open menus stay where they are. */
export function replaceParts(answer: string): void {
  const sent = new DOMParser().parseFromString(answer, "text/html");
  const active = document.activeElement;
  const focused = active?.id ?? "";
  const typed = active instanceof HTMLInputElement && "typed" in active.dataset ? active.value : null;
  const open = [...document.querySelectorAll("details.choice[open]")].map((menu) => menu.id);
  for (const id of PARTS) {
    const part = sent.getElementById(id);
    if (part) document.getElementById(id)?.replaceWith(part);
  }
  for (const id of open) {
    const menu = document.getElementById(id);
    if (menu instanceof HTMLDetailsElement) menu.open = true;
  }
  const again = focused && document.activeElement?.id !== focused ? document.getElementById(focused) : null;
  if (again instanceof HTMLInputElement && typed !== null) [again.value, again.dataset["typed"]] = [typed, ""];
  again?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("recount:swapped"));
}
