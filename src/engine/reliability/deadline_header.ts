/**
 * The text of a length of time in a header: the format that gRPC's protocol specification gives
 * `grpc-timeout`, one to eight digits and a unit. Pure functions; the moment is `deadline.ts`'s.
 * @module
 */

/** Units from small to large, in milliseconds. Nanoseconds are only read. */
const WRITTEN_UNITS = { u: 0.001, m: 1, S: 1_000, M: 60_000, H: 3_600_000 } as const;
const UNITS: Readonly<Record<string, number>> = { n: 0.000_001, ...WRITTEN_UNITS };

/** Most that eight digits hold. */
const MAX_VALUE = 99_999_999;

/**
 * Writes a length of time: in milliseconds where that is exact enough and fits, in the next larger unit that
 * fits otherwise. Rounded down, except for what is below a microsecond.
 *
 * @param remainingMs The length in milliseconds, above 0.
 * @returns The text.
 */
export function encodeRemaining(remainingMs: number): string {
  for (const [unit, unitMs] of Object.entries(WRITTEN_UNITS)) {
    if (unit === "u" && remainingMs >= 1) continue;
    const value = Math.max(1, Math.floor(remainingMs / unitMs));
    if (value <= MAX_VALUE) return `${value}${unit}`;
  }
  return `${MAX_VALUE}H`;
}

/**
 * Reads a length of time.
 *
 * @param text The text.
 * @returns The length in milliseconds, 0 or more.
 * @throws {SyntaxError} If the text is not one to eight digits and a unit.
 */
export function decodeRemaining(text: string): number {
  const [, digits, unit] = /^(\d{1,8})([HMSmun])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) {
    throw new SyntaxError(
      `Cannot read a deadline as it must be one to eight digits and one of H, M, S, m, u and n: ` +
        `current value is ${JSON.stringify(text.slice(0, 40))}`,
    );
  }
  return Number(digits) * UNITS[unit]!;
}
