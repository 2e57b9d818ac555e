// The overview's three views of one filter: timeline, map and list. The address holds the filter; brushing and drawing
// change it, and the views follow: map and timeline from columns in memory, the list from the desk.

import { catchingUp, moved } from "./overview/clock";
import { dayOf, isoOf } from "./overview/days";
import { asked as askedBy, noteTyping, show, showText, unsettled } from "./overview/forms";
import { type Area, type Days, type Points, pointsAt } from "./overview/points";
import { replaceParts } from "./overview/parts";
import type { MapView } from "./overview/map";
import { noteLeaving, returned } from "./overview/returning";
import { Timeline } from "./overview/timeline";

const timelineAt = document.getElementById("timeline");
const mapAt = document.getElementById("map");

let address = new URL(location.href);
let points: Points | null = null;
let loaded = "";
let map: MapView | null = null;
let asked: AbortController | null = null;
let listed = address.href;
let listing = Promise.resolve(true);
let behind = false;
let telling: AbortController | null = null;
let plain = false;
let drawing = 0;
let held: { points: Points; key: string; places: Uint8Array | null } | null = null;
const SLOW = 250; // ms, after which the list is shown to be behind

const timeline = timelineAt && new Timeline(timelineAt, (days, settled, at) => {
  moved(at);
  put({ from: days.from === null ? null : isoOf(days.from), to: days.to === null ? null : isoOf(days.to), after: null });
  follow(settled);
});

function put(values: Record<string, string | null>): void {
  address = new URL(address);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
}

const days = (): Days => ({ from: dayOf(address.searchParams.get("from")), to: dayOf(address.searchParams.get("to")) });

function area(): Area {
  const numbers = (name: string, many: number) => address.searchParams.get(name)?.split(",").slice(0, many).map(Number);
  const [box, near] = [numbers("box", 4), numbers("near", 3)]; // a circle's name may follow
  const rough = address.searchParams.get("rough");
  return {
    ...(box?.length === 4 ? { box: box as [number, number, number, number] } : {}),
    ...(near?.length === 3 ? { near: near as [number, number, number] } : {}),
    ...(rough === "also" || rough === "only" ? { rough } : {}),
  };
}

/** Which places lie in the area that is asked for; the same answer as long as the same is asked of the same points. */
function placesWithin(): Uint8Array | null {
  if (!points) return null;
  const key = `${address.searchParams.get("box")} ${address.searchParams.get("near")} ${address.searchParams.get("rough")}`;
  if (held?.points !== points || held.key !== key) held = { points, key, places: points.placesIn(area()) };
  return held.places;
}

/** Shows what the address asks for: map and timeline with the next frame, the list as soon as the desk answers. */
function follow(settled: boolean): void {
  drawing ||= requestAnimationFrame(() => {
    drawing = 0;
    const seen = [catchingUp("timeline"), catchingUp("map")];
    draw();
    show(address);
    for (const tell of seen) tell();
  });
  if (settled) history.pushState({ overview: true }, "", address);
  if (address.href === listed) {
    behind = false; // let go where it was held: the list for that is here, or on its way
    void listing.then((shown) => shown && catchingUp("list")());
  } else if (settled || !asked) listing = list("list");
  else behind = true; // the next request asks for what is brushed by then
}

function draw(): void {
  if (!points) return;
  const [when, within] = [days(), placesWithin()];
  timeline?.show(when, within);
  map?.show(when, area(), within);
}

/** Fetches parts of the page and puts them in; of several requests the last one counts. Whether it was this one. */
async function list(part: "" | "list"): Promise<boolean> {
  asked?.abort();
  const mine = (asked = new AbortController());
  const seen = catchingUp("list");
  behind = false;
  listed = address.href;
  const slow = setTimeout(() => document.getElementById("found")?.setAttribute("aria-busy", "true"), SLOW);
  const from = new URL(address);
  if (part) from.searchParams.set("part", part);
  try {
    const answer = await fetch(from, { headers: { "HX-Request": "true" }, signal: mine.signal });
    if (!answer.ok) {
      location.assign(address);
      return false;
    }
    const sent = await answer.text();
    await nextFrame();
    if (mine !== asked) return false;
    replaceParts(sent);
    if (!part || unsettled(address)) settle();
    if (part) staleTables();
    else if (plain) void tables();
    seen();
    return true;
  } catch (error) {
    if (mine.signal.aborted) return false;
    listed = "";
    throw error;
  } finally {
    clearTimeout(slow);
    if (asked === mine) {
      asked = null;
      document.getElementById("found")?.removeAttribute("aria-busy");
      if (behind) listing = list("list");
    }
  }
}

const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);

/** Takes the address as the desk wrote it with its answer: a place looked up, days the right way round. */
function settle(): void {
  const query = document.getElementById("chips")?.dataset["query"];
  if (listed !== address.href || query === undefined) return;
  const drawnAs = area().near?.join();
  const kept = address.searchParams.get("order") === "latest" && !query ? "order=latest" : query; // of all: no view of one's own
  address = new URL(`/${kept && `?${kept}`}`, address);
  listed = address.href;
  if (location.href !== address.href) history.replaceState({ overview: true }, "", address);
  if (area().near && area().near?.join() !== drawnAs) map?.moveToArea();
  show(address);
  showText(address);
}

/** Goes to another question: the whole page's parts, and other points where more than days and area changed. */
async function go(to: URL, push: boolean): Promise<void> {
  const before = area().near?.join();
  address = to;
  if (area().near && area().near?.join() !== before) map?.moveToArea();
  if (push && address.href !== location.href) history.pushState({ overview: true }, "", address);
  listing = list("");
  if (unsettled(address)) await listing;
  await Promise.all([listing, load()]);
  draw();
}

async function load(): Promise<void> {
  const from = new URL("/points.json", location.href);
  for (const [name, value] of address.searchParams) {
    if (!["from", "to", "box", "near", "rough", "where", "radius", "order", "after", "done", "said"].includes(name)) from.searchParams.append(name, value);
  }
  if (from.href !== loaded) {
    points = await pointsAt(from.href, new AbortController().signal);
    loaded = from.href;
    timeline?.put(points);
    map?.put(points);
  }
  draw();
}

// ── the tables beside the pictures: brought up to date when they are open, or opened ──

function staleTables(): void {
  const twins = [...document.querySelectorAll<HTMLDetailsElement>("details.twin")];
  for (const twin of twins) twin.dataset["stale"] = "";
  if (twins.some((twin) => twin.open)) void tables();
}

/** Brings the tables up to date, and the drawn map where it stands in for one that follows by itself. */
async function tables(): Promise<void> {
  telling?.abort();
  const mine = (telling = new AbortController());
  const from = new URL(address);
  from.searchParams.set("part", plain ? "drawn" : "tables");
  try {
    const answer = await fetch(from, { headers: { "HX-Request": "true" }, signal: mine.signal });
    if (!answer.ok) return;
    replaceParts(await answer.text());
    for (const twin of document.querySelectorAll<HTMLElement>("details.twin")) delete twin.dataset["stale"];
  } catch (error) {
    if (!mine.signal.aborted) throw error;
  }
}

/** Without a map that draws itself: the drawn one and its table stand in, and follow. */
function standIn(at: HTMLElement): void {
  plain = true;
  at.dataset["plain"] = "";
  const twin = at.parentElement?.querySelector<HTMLDetailsElement>("details.twin");
  if (twin) twin.open = true;
}

for (const twin of document.querySelectorAll<HTMLDetailsElement>("details.twin")) {
  twin.addEventListener("toggle", () => {
    if (twin.open && "stale" in twin.dataset) void tables();
  });
}

// ── the filter bar, chips, order, and the next lines ──

for (const event of ["change", "submit"] as const) {
  document.addEventListener(event, (given) => {
    const target = given.target as HTMLElement;
    const form = target.closest<HTMLFormElement>("#filters, .order");
    if (!form || (target instanceof HTMLInputElement && target.type === "date" && target.value && target.value < "1000")) return;
    if (event === "submit") given.preventDefault();
    void go(askedBy(form, address), true);
  });
}

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = event.target.closest<HTMLAnchorElement>("a[data-quick], a[data-more]");
  if (!link) return;
  event.preventDefault();
  if (link.matches("[data-more]")) void more(link);
  else void go(new URL(link.href), true);
});

async function more(link: HTMLAnchorElement): Promise<void> {
  const from = new URL(link.href);
  from.searchParams.set("part", "more");
  const answer = await fetch(from, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return location.assign(link.href);
  const rows = [...new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("tbody > tr")];
  link.closest("tr")?.replaceWith(...rows);
  rows[0]?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
}

addEventListener("popstate", () => void go(new URL(location.href), false));

// ── the start: the timeline and the list first, then the map ──

async function start(): Promise<void> {
  noteTyping();
  address.searchParams.delete("done");
  address.searchParams.delete("said");
  if (unsettled(address)) settle(); // the desk could not find what was asked for, and showed the rest
  const library = mapAt ? import("./overview/map") : null;
  await load();
  await returned(more);
  noteLeaving();
  if (!mapAt || !library) return;
  const { MapView, canDraw } = await library;
  if (!canDraw()) return standIn(mapAt);
  map = new MapView(mapAt, (drawn, settled, at) => {
    moved(at);
    put({ rough: null, box: drawn.box ? drawn.box.map((n) => n.toFixed(4)).join(",") : null, after: null });
    put({ near: drawn.near ? drawn.near.map((n) => n.toFixed(3)).join(",") : null });
    follow(settled);
  }, (name) => {
    put({ place: name, after: null });
    void go(address, true);
  });
  if (points) map.put(points);
  draw();
}

void start();
