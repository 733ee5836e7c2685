/**
 * Cron as one would work it out by hand: random fields as text and as the set of numbers they mean, and
 * a search that goes through minutes (or seconds) one by one. Shares nothing with the engine.
 * @module
 */
import fc from "fast-check";

/** A field of a cron pattern, and what it means. */
export interface Field {
  readonly text: string;
  readonly values: ReadonlySet<number>;
}

/** From the smallest to the largest number of a field. */
export type Bounds = readonly [least: number, most: number];

const step = (from: number, to: number, by: number) =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, i) => from + i * by);

/** Any field within bounds: a star, a number, a range, a step of either, or a list. */
export function anyField([least, most]: Bounds, names: readonly string[] = []): fc.Arbitrary<Field> {
  const number = fc.integer({ min: least, max: most });
  const text = (value: number) => fc.constantFrom(`${value}`, names[value - least] ?? `${value}`);
  const single = number.chain((value) => text(value).map((text) => ({ text, values: [value] })));
  const range = fc.tuple(number, number, fc.integer({ min: 1, max: 6 }), fc.boolean()).chain(([a, b, by, stepped]) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    // A step may not be longer than the range.
    const used = stepped && from + by <= to ? by : 1;
    // Croner reads "SUN-7" as 0 to 7, which nobody would write.
    const ends = from === to
      ? [fc.constant(`${from}`), fc.constant(`${to}`)] as const
      : [text(from), text(to)] as const;
    return fc.tuple(...ends).map(([first, last]) => ({
      text: `${first}-${last}${used > 1 ? `/${used}` : ""}`,
      values: step(from, to, used),
    }));
  });
  const star = fc.constant({ text: "*", values: step(least, most, 1) });
  const starStep = fc.integer({ min: 2, max: Math.floor((most - least + 1) / 2) })
    .map((by) => ({ text: `*/${by}`, values: step(least, most, by) }));
  const list = fc.array(fc.oneof(single, range), { minLength: 1, maxLength: 4 })
    .map((parts) => ({ text: parts.map(({ text }) => text).join(","), values: parts.flatMap(({ values }) => values) }));
  return fc.oneof(star, starStep, single, range, list).map(({ text, values }) => ({ text, values: new Set(values) }));
}

/** Names of months, January first. */
export const MONTHS: readonly string[] = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** Names of days. Sunday is the last: at the end of a range Croner takes its name for 7. */
export const DAYS: readonly string[] = "0 MON TUE WED THU FRI SAT SUN".split(" ");

/** The five fields of a pattern. */
export interface Pattern {
  readonly minute: Field;
  readonly hour: Field;
  readonly dayOfMonth: Field;
  readonly month: Field;
  readonly dayOfWeek: Field;
}

/** Any pattern of five fields. */
export const anyPattern: fc.Arbitrary<Pattern> = fc.record({
  minute: anyField([0, 59]),
  hour: anyField([0, 23]),
  dayOfMonth: anyField([1, 31]),
  month: anyField([1, 12], MONTHS),
  dayOfWeek: anyField([0, 7], DAYS),
});

/** The pattern as text. */
export function textOf({ minute, hour, dayOfMonth, month, dayOfWeek }: Pattern): string {
  return [minute, hour, dayOfMonth, month, dayOfWeek].map(({ text }) => text).join(" ");
}

function dayMatches({ dayOfMonth, month, dayOfWeek }: Pattern, day: Date): boolean {
  if (!month.values.has(day.getUTCMonth() + 1)) return false;
  const weekday = day.getUTCDay();
  const inMonth = dayOfMonth.values.has(day.getUTCDate());
  const inWeek = dayOfWeek.values.has(weekday) || (weekday === 0 && dayOfWeek.values.has(7));
  // Two restrictions are alternatives; a star restricts nothing.
  return dayOfMonth.text === "*" || dayOfWeek.text === "*" ? inMonth && inWeek : inMonth || inWeek;
}

/** Goes through all minutes of UTC, days that do not match at one stroke, for nine years. */
export function nextMinute(pattern: Pattern, afterMs: number): number | null {
  const endMs = afterMs + 9 * 366 * 86_400_000;
  for (let ms = (Math.floor(afterMs / 60_000) + 1) * 60_000; ms < endMs;) {
    const time = new Date(ms);
    if (!dayMatches(pattern, time)) {
      ms = (Math.floor(ms / 86_400_000) + 1) * 86_400_000;
      continue;
    }
    if (pattern.hour.values.has(time.getUTCHours()) && pattern.minute.values.has(time.getUTCMinutes())) return ms;
    ms += 60_000;
  }
  return null;
}

/** What the clocks of a place show, as minutes since 1970. */
export function wallMinutes(timeZone: string): (instantMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return (instantMs) => {
    const shown = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(shown["year"]!, shown["month"]! - 1, shown["day"], shown["hour"], shown["minute"]) / 60_000;
  };
}
