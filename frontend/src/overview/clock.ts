// How long the views take to follow what a person does (`performance.getEntriesByType("measure")`; benchmarks read it).

export type View = "timeline" | "map" | "list";

const since = new Map<View, number>();

/** A person moved something then (`Event.timeStamp`): each view is behind until it shows that, or something later. */
export function moved(at: number): void {
  for (const view of ["timeline", "map", "list"] as const) if (!since.has(view)) since.set(view, at);
}

/** A view begins to show all that was done until now; call what this gives back when it is drawn. */
export function catchingUp(view: View): () => void {
  const start = since.get(view);
  since.delete(view);
  return () => {
    if (start !== undefined) whenSeen(() => performance.measure(`brush to ${view}`, { start }));
  };
}

/** Calls back when what the current animation frame draws stands on the screen: before the frame after the next one. */
function whenSeen(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}
