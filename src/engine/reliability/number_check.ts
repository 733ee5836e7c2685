/**
 * The checks of numbers that policies are configured with.
 * @module
 */

/** What a number is for. */
export interface NumberUse {
  /** What is to be done with it, for the message: "make a bulkhead". */
  readonly action: string;
  /** Name of the option. */
  readonly option: string;
  /** Lowest whole number that will do. @default {1} */
  readonly min?: number;
  /** Highest number that will do. @default {Infinity} */
  readonly max?: number;
}

/**
 * Checks a count.
 *
 * @param value The number.
 * @param use What it is for.
 * @returns The number.
 * @throws {RangeError} If it is not a whole number within the bounds.
 */
export function wholeNumber(value: number, use: NumberUse): number {
  const { action, option, min = 1, max = Infinity } = use;
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
  const bounds = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
  throw new RangeError(`Cannot ${action} as '${option}' must be a whole number ${bounds}: current value is ${value}`);
}

/**
 * Checks a length of time.
 *
 * @param value The number of milliseconds.
 * @param use What it is for; its bounds do not count.
 * @returns The number.
 * @throws {RangeError} If it is not above 0 and finite.
 */
export function duration(value: number, { action, option }: NumberUse): number {
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`Cannot ${action} as '${option}' must be above 0 and finite: current value is ${value}`);
}

/**
 * Checks a share.
 *
 * @param value The number.
 * @param use What it is for; its bounds do not count.
 * @returns The number.
 * @throws {RangeError} If it is not above 0 and up to 1.
 */
export function share(value: number, { action, option }: NumberUse): number {
  if (value > 0 && value <= 1) return value;
  throw new RangeError(`Cannot ${action} as '${option}' must be above 0 and up to 1: current value is ${value}`);
}
