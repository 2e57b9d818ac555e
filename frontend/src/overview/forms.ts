// The forms of the page and the address, which holds the filter: what a form asks, and what it shows of the address.

const ADDING = ["where", "actor"]; // what is typed there joins what is asked already
const PASSING = ["after", "part", "done", "said"]; // no part of the filter

/** The address with what a form asks; what the form has no field for stays as it is. */
export function asked(form: HTMLFormElement, address: URL): URL {
  const to = new URL(address);
  const now = to.searchParams;
  for (const name of PASSING) now.delete(name);
  const data = new FormData(form);
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input:not([type=hidden]), select")) {
    if (!ADDING.includes(field.name)) now.delete(field.name);
    if (field.name === "harm" && field instanceof HTMLSelectElement) for (const { value } of field.options) now.delete(value);
  }
  const given = (name: string) => `${data.get(name) ?? ""}`.trim();
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input:not([type=hidden]), select")) {
    const value = field instanceof HTMLInputElement && field.type === "checkbox" && !field.checked ? "" : field.value.trim();
    if (!value || ["toll", "harm", "where", "radius"].includes(field.name)) continue;
    if (!now.getAll(field.name).includes(value)) now.append(field.name, value);
  }
  if (given("toll")) now.set(given("harm"), given("toll"));
  if (data.has("where")) place(now, given("where"), given("radius"));
  return to;
}

/** A place by its name, with so many kilometres around it or none; which place that is the desk says (`settle`). */
function place(now: URLSearchParams, where: string, radius: string): void {
  const far = now.get("near")?.split(",")[2] ?? "";
  const same = Number(radius) === Number(far) && Boolean(radius) === Boolean(far);
  if (where && !radius) {
    if (!now.getAll("place").includes(where)) now.append("place", where);
  } else if (where) now.set("where", where);
  if (where ? radius || far : !same) now.set("radius", radius);
}

/** Whether the desk has to say first what the address asks: which place a name means. */
export const unsettled = (address: URL): boolean => address.searchParams.has("radius");

/** Shows in the forms what the address asks meanwhile: days as they are brushed, kilometres as they are drawn, and in
 *  the search box of every page all that a search joins with. */
export function show(address: URL): void {
  const now = address.searchParams;
  for (const name of ["from", "to"]) put(`f-${name}`, now.get(name) ?? "");
  put("f-radius", now.get("near")?.split(",")[2] ?? "");
  const search = document.querySelector<HTMLFormElement>("form.find");
  if (!search) return;
  for (const old of search.querySelectorAll("input[type=hidden]")) old.remove();
  for (const [name, value] of now) {
    if (name === "text" || PASSING.includes(name)) continue;
    const kept = document.createElement("input");
    [kept.type, kept.name, kept.value] = ["hidden", name, value];
    search.append(kept);
  }
}

/** Shows the words that are searched for in the search box. */
export function showText(address: URL): void {
  const box = document.querySelector<HTMLInputElement>("form.find input[name=text]");
  if (box && !("typed" in box.dataset)) box.value = address.searchParams.get("text") ?? "";
}

function put(id: string, value: string): void {
  const field = document.getElementById(id);
  if (field instanceof HTMLInputElement && !("typed" in field.dataset)) field.value = value;
}

/** Notes in which field somebody types: nothing is put into it until they are done. */
export function noteTyping(): void {
  const noted = (event: Event, typing: boolean) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type === "checkbox") return;
    if (typing) event.target.dataset["typed"] = "";
    else delete event.target.dataset["typed"];
  };
  document.addEventListener("input", (event) => noted(event, true));
  document.addEventListener("change", (event) => noted(event, false), true);
}
