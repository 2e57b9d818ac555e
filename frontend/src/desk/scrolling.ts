// What is wider or higher than its frame can be moved by the keyboard: the frame takes the focus, and says what it holds.

const FRAMES = ".scroll, .sideways, .api pre";
const watched = new WeakSet<Element>();
const watcher = new ResizeObserver((seen) => {
  for (const one of seen) setReach((one.target.closest(FRAMES) ?? one.target) as HTMLElement);
});

/** Lets the focus into frames that don't show all that they hold, for as long as they don't. */
export function reachFrames(root: ParentNode): void {
  for (const frame of root.querySelectorAll<HTMLElement>(FRAMES)) {
    setReach(frame);
    for (const one of [frame, ...frame.children]) {
      if (!watched.has(one)) watcher.observe(one);
      watched.add(one);
    }
  }
}

function setReach(frame: HTMLElement): void {
  const sideways = frame.scrollWidth > frame.clientWidth + 1;
  const cut = sideways || frame.scrollHeight > frame.clientHeight + 1;
  const own = "reach" in frame.dataset;
  if (cut === own || (cut && frame.hasAttribute("tabindex"))) return;
  if (cut) {
    frame.dataset["reach"] = "";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", `${nameOf(frame)}; it scrolls ${sideways ? "sideways" : "up and down"}`);
  } else {
    delete frame.dataset["reach"];
    for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
  }
}

/** What a frame holds: the caption of its table, the name of its picture, or the heading above it. */
function nameOf(frame: HTMLElement): string {
  const inside = frame.querySelector("caption, svg > title")?.textContent ?? "";
  const above = [...document.querySelectorAll("main :is(h1, h2, h3)")].filter(
    (one) => one.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return (inside || above.at(-1)?.textContent || "Table").trim().replace(/\s+/g, " ");
}
