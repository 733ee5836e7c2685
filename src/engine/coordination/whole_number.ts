/**
 * Counts, limits and lengths of windows are whole numbers of 1 or more: the check of it.
 * @module
 */

/** What a number is for. */
export interface NumberUse {
  /** What is to be done with the number, for the message: "make a semaphore". */
  readonly action: string;
  /** Name of the option or parameter. */
  readonly option: string;
  /** Highest number that will do. @default {Infinity} */
  readonly max?: number;
}

/**
 * Checks a number.
 *
 * @param value The number.
 * @param use What it is for; where a check must be cheap, made once.
 * @returns The number.
 * @throws {RangeError} If it is not a whole number of 1 or more, or too high.
 */
export function wholeNumber(value: number, use: NumberUse): number {
  const { action, option, max = Infinity } = use;
  if (Number.isSafeInteger(value) && value >= 1 && value <= max) return value;
  const bounds = max === Infinity ? "of 1 or more" : `from 1 to ${max}`;
  throw new RangeError(`Cannot ${action} as '${option}' must be a whole number ${bounds}: current value is ${value}`);
}
