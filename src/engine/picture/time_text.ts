/**
 * Times as pictures show them: short.
 * @module
 */

const UNITS = [{ unit: "s", ms: 1_000 }, { unit: "ms", ms: 1 }, { unit: "µs", ms: 0.001 }] as const;

/**
 * Writes a time in the largest unit of which there is at least one.
 *
 * @param timeMs Milliseconds, 0 or more.
 * @returns At most four digits that count: `12.35 ms`, `2 s`.
 */
export function timeText(timeMs: number): string {
  if (timeMs === 0) return "0 ms";
  const { unit, ms } = UNITS.find(({ ms }) => timeMs >= ms) ?? UNITS[2];
  return `${Number((timeMs / ms).toPrecision(4))} ${unit}`;
}
