// Days as numbers since 1 January 1970, and as the desk writes them.

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const dayOf = (iso: string | null): number | null => {
  const at = iso ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? null : Math.round(at / DAY);
};

export const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** "5 Jun 2017" */
export function dayWords(day: number): string {
  const at = new Date(day * DAY);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** "5–6 Jun 2017" */
export function daysWords(first: number, last: number): string {
  const [a, b] = [new Date(first * DAY), new Date(last * DAY)];
  if (first === last) return dayWords(first);
  if (a.getUTCFullYear() !== b.getUTCFullYear()) return `${dayWords(first)} – ${dayWords(last)}`;
  if (a.getUTCMonth() !== b.getUTCMonth()) return `${a.getUTCDate()} ${MONTHS[a.getUTCMonth()]} – ${dayWords(last)}`;
  return `${a.getUTCDate()}–${dayWords(last)}`;
}

export type Width = "day" | "week" | "month";

/** The starts of the bins that hold these days, and of the one after them. */
export function edges(first: number, last: number, width: Width): number[] {
  const found: number[] = [];
  if (width === "month") {
    const at = new Date(first * DAY);
    for (let month = 0; ; month++) {
      const start = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + month, 1) / DAY;
      found.push(start);
      if (start > last) return found;
    }
  }
  const step = width === "week" ? 7 : 1;
  const start = width === "week" ? first - ((((first + 3) % 7) + 7) % 7) : first; // weeks begin on Monday
  for (let day = start; ; day += step) {
    found.push(day);
    if (day > last) return found;
  }
}

export interface Tick {
  day: number;
  words: string;
  strong: boolean;
}

/** Marks of a time axis, about as many as fit. */
export function ticks(first: number, last: number, most: number): Tick[] {
  const days = last - first + 1;
  const [a, b] = [new Date(first * DAY), new Date(last * DAY)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth() + 1;
  const found: Tick[] = [];
  if (days <= most * 16) {
    const step = [1, 2, 7, 14].find((size) => days / size <= most) ?? 14;
    for (let day = first; day <= last; day += step) {
      const at = new Date(day * DAY);
      const strong = found.length === 0 || at.getUTCDate() <= step;
      const year = found.length === 0 || (at.getUTCMonth() === 0 && at.getUTCDate() <= step);
      found.push({ day, words: `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}${year ? ` ${at.getUTCFullYear()}` : ""}`, strong });
    }
    return found;
  }
  const step = [1, 3, 6, 12, 24, 60, 120, 240].find((size) => months / size <= most) ?? 600;
  const from = step < 12 ? Math.ceil(a.getUTCMonth() / step) * step : 0;
  for (let month = from; ; month += step) {
    const at = new Date(Date.UTC(step < 12 ? a.getUTCFullYear() : Math.ceil(a.getUTCFullYear() / (step / 12)) * (step / 12), month, 1));
    const day = at.getTime() / DAY;
    if (day > last) return found;
    if (day < first) continue;
    const january = at.getUTCMonth() === 0;
    const words = january || !found.length ? `${january ? "" : `${MONTHS[at.getUTCMonth()]} `}${at.getUTCFullYear()}` : `${MONTHS[at.getUTCMonth()]}`;
    found.push({ day, words, strong: january });
  }
}
