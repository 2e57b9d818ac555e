// What a map shows of the world: where its middle lies, and how large the world is.

export interface View {
  /** The middle, 0 to 1 over the whole Mercator map; west and east of it the world goes on. */
  readonly x: number;
  readonly y: number;
  /** Pixels of the whole world, of the map, and of the screen for one of them. */
  readonly world: number;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Whether the same is seen. */
export function same(a: View | null, b: View): boolean {
  return a !== null && (Object.keys(b) as (keyof View)[]).every((name) => a[name] === b[name]);
}

/** Each copy of the world that is seen: pixels from the left of the map to its west end. */
export function copies(view: View): number[] {
  const left = view.x - view.width / 2 / view.world;
  const right = view.x + view.width / 2 / view.world;
  const found: number[] = [];
  for (let copy = Math.floor(left); copy <= Math.floor(right); copy++) found.push((copy - left) * view.world);
  return found;
}

/** Pixels from the top of the map to the north end of the world. */
export const northOf = (view: View): number => view.height / 2 - view.y * view.world;
