// The queue: the next item is fetched while this one is looked at, and shown at once when it is answered.

export {};

interface Prepared {
  id: string;
  node: HTMLElement;
}

const RENEW = 120_000; // milliseconds; an item is kept for five minutes
const frame = document.getElementById("queue-item");
let prepared: Prepared | undefined;
let preparing: Promise<void> | undefined;
let active = true;
let newest = 0; // the number of the answer given last
let asking: { form: HTMLFormElement; button: HTMLButtonElement } | undefined; // an answer whose why is being written
let undoing = false; // the newest answer is taken back once the server has replied

if (frame) {
  begin(frame);
  addEventListener("submit", (event) => void answered(event, frame));
  for (const kind of ["keydown", "pointerdown", "scroll"]) addEventListener(kind, () => (active = true), { passive: true });
  setInterval(() => void renew(frame), RENEW);
}

/** Puts the address of what is shown into the address bar and its name over the page, and fetches what comes next. */
function begin(root: HTMLElement): void {
  const id = shown(root);
  if (!id) return;
  document.title = one(root)?.dataset["title"] ?? document.title;
  const query = root.dataset["query"] ?? "";
  history.replaceState(null, "", `/queue/${id}${query ? `?${query}` : ""}`);
  preparing = prepare(root, id);
}

function one(root: HTMLElement): HTMLElement | null {
  return root.querySelector<HTMLElement>("[data-item]");
}

function shown(root: HTMLElement): string {
  return one(root)?.dataset["item"] ?? "";
}

function mine(root: HTMLElement): boolean {
  return one(root)?.dataset["mine"] === "yes";
}

function fields(root: HTMLElement, more: Record<string, string> = {}): URLSearchParams {
  const csrf = root.querySelector<HTMLInputElement>("input[name=csrf]")?.value ?? "";
  return new URLSearchParams({ csrf, query: root.dataset["query"] ?? "", ...more });
}

function post(path: string, body: URLSearchParams, keepalive = false): Promise<Response> {
  return fetch(path, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin", keepalive });
}

async function prepare(root: HTMLElement, id: string): Promise<void> {
  prepared = undefined;
  if (!mine(root)) return;
  const answer = await post(`/queue/${id}/next`, fields(root)).catch(() => undefined);
  if (!answer || answer.status !== 200) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const node = page.querySelector<HTMLElement>("[data-item]");
  if (node?.dataset["item"] && shown(root) === id) prepared = { id: node.dataset["item"], node: document.importNode(node, true) };
}

/** An answer: the next item stands on the screen before the server has replied. Only what became of the newest answer
 * is told, and only that one is undone by its key, also before the server has replied. */
async function answered(event: SubmitEvent, root: HTMLElement): Promise<void> {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-answers]")) return;
  event.preventDefault();
  if (undoing || form.dataset["sent"]) return;
  const button = chosen(form, event.submitter instanceof HTMLButtonElement ? event.submitter : null);
  if (button && asksWhy(form, button)) return;
  form.dataset["sent"] = "yes";
  const own = ++newest;
  const words = button?.dataset["keyWords"] ?? "Kept";
  tellPending(words, own);
  await preparing;
  const body = bodyOf(form, button);
  const former = one(root);
  const next = prepared;
  prepared = undefined;
  if (next) {
    body.set("shown", next.id);
    former?.replaceWith(next.node);
    scrollTo({ top: 0, behavior: "instant" });
    document.getElementById("queue-question")?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("recount:swapped"));
    begin(root);
  }
  const answer = await post(form.action, body, true).catch(() => undefined);
  if (!answer?.ok) return refused(own, words, { form, button, former, next });
  const said = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (own !== newest) return;
  const taken = undoing;
  if (!taken && (!next || answer.headers.get("X-Queue") === "moved")) {
    const query = root.dataset["query"] ?? "";
    location.assign(`/queue?${query ? `${query}&` : ""}answered=${answer.headers.get("X-Answer") ?? ""}`);
    return;
  }
  document.getElementById("queue-said")?.replaceChildren(...said.body.children);
  tellWaiting();
  undoing = false;
  const undo = document.querySelector<HTMLFormElement>("#queue-said form[data-undo]");
  if (taken && undo) undo.requestSubmit();
  else begin(root);
}

/** The answer that is sent: Enter in the line of reasons sends the one that was asked why. */
function chosen(form: HTMLFormElement, button: HTMLButtonElement | null): HTMLButtonElement | null {
  const written = document.activeElement === form.querySelector("input[name=why]");
  return written && asking?.form === form ? asking.button : button;
}

/** Opens the line of reasons for an answer that says little without one, once; it may stay empty. */
function asksWhy(form: HTMLFormElement, button: HTMLButtonElement): boolean {
  const why = form.querySelector<HTMLInputElement>("input[name=why]");
  if (!("asks" in button.dataset) || !why || why.value.trim() || asking?.form === form) return false;
  asking = { form, button };
  const note = why.closest("details");
  const told = note?.querySelector("[data-enter]");
  if (told) told.textContent = `Enter: ${button.dataset["keyWords"] ?? "answer"}`;
  note?.addEventListener("toggle", () => {
    if (note.open) return;
    if (asking?.form === form) asking = undefined;
    if (told) told.textContent = "";
  });
  if (note) note.open = true;
  why.focus();
  return true;
}

function bodyOf(form: HTMLFormElement, button: HTMLButtonElement | null): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  if (button) body.set(button.name, button.value);
  return body;
}

/** Says which answer is on its way, and offers to undo it: that is done once it is kept. */
function tellPending(words: string, own: number): void {
  const told = document.querySelector("#queue-said .queue-told");
  if (!told) return;
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "link";
  undo.textContent = "Undo";
  undo.dataset["key"] = "z";
  undo.dataset["keyWords"] = "Undo the last answer";
  undo.addEventListener("click", () => {
    if (own !== newest) return;
    undoing = true;
    told.textContent = `${words}: undone as soon as it is kept …`;
  });
  told.replaceChildren(`${words} … `, undo);
}

interface Sent {
  form: HTMLFormElement;
  button: HTMLButtonElement | null;
  former: HTMLElement | null;
  next: Prepared | undefined;
}

/** An answer was not kept: its item stands there again, and the server says why when it is sent once more. Where others
 * were answered since, a line leads back to it. */
function refused(own: number, words: string, sent: Sent): void {
  const { form, button, former, next } = sent;
  if (own !== newest) {
    const line = document.createElement("p");
    line.className = "wrong";
    line.setAttribute("role", "alert");
    const link = document.createElement("a");
    link.href = `/queue/${former?.dataset["item"] ?? ""}`;
    link.textContent = former?.dataset["title"] ?? "its item";
    line.append(`“${words}” was not kept. Look at it again: `, link);
    document.getElementById("queue-said")?.after(line);
    return;
  }
  if (former && next) next.node.replaceWith(former);
  if (undoing) {
    undoing = false;
    delete form.dataset["sent"];
    const told = document.querySelector("#queue-said .queue-told");
    if (told) told.textContent = `“${words}” was not kept: it waits as before.`;
    return;
  }
  form.removeAttribute("data-answers");
  form.requestSubmit(button);
}

/** How many of each kind wait stands on the parts of the queue as well: it is what the last answer left. */
function tellWaiting(): void {
  const told = document.querySelector<HTMLElement>("#queue-said [data-waiting]")?.dataset["waiting"] ?? "";
  const waiting = new Map(told.trim().split(" ").map((part) => part.split("=") as [string, string]));
  for (const part of document.querySelectorAll<HTMLElement>(".queue-parts [data-kind]")) {
    part.textContent = Number(waiting.get(part.dataset["kind"] ?? "") ?? 0).toLocaleString("en");
  }
}

/** Keeps the item, and the one after it, for who is still at work. */
async function renew(root: HTMLElement): Promise<void> {
  if (!active || document.hidden || !mine(root)) return;
  active = false;
  await preparing;
  await post(`/queue/${shown(root)}/hold`, fields(root, { shown: prepared?.id ?? "" })).catch(() => undefined);
}
