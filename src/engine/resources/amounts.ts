/**
 * Amounts of resources. Users write numbers; the pool counts whole thousandths of them, so that what is
 * taken in parts and given back adds up exactly: 0.1 three times is 0.3 here.
 * @module
 */

/** Amounts by name of resource; a name that is left out means none of it. The five named here are usual, any other will do. */
export interface Amounts {
  /** Processors, such as 0.5. */
  readonly cpu?: number | undefined;
  /** Memory, in whatever unit the pool was given it. */
  readonly memory?: number | undefined;
  /** Share of storage traffic, in the pool's own unit. */
  readonly io?: number | undefined;
  /** Share of network traffic, in the pool's own unit. */
  readonly network?: number | undefined;
  /** Graphics processors. */
  readonly gpu?: number | undefined;
  /** Any other resource: tokens of a model, seats of a licence. */
  readonly [resource: string]: number | undefined;
}

/** What an amount is for. */
export interface AmountUse {
  /** What is to be done, for the message: `acquire from "pool"`. */
  readonly action: string;
  /** Name of the resource. */
  readonly resource: string;
}

/** Highest amount of one resource: above it, thousandths could no longer be counted one by one. */
export const MAX_AMOUNT: number = Math.floor(Number.MAX_SAFE_INTEGER / 1_000);

/**
 * Turns an amount into thousandths.
 *
 * @param amount An amount with at most three decimals.
 * @param use What it is for.
 * @returns A whole number.
 * @throws {RangeError} If it is negative, too large, or finer than a thousandth.
 */
export function thousandthsOf(amount: number, use: AmountUse): number {
  if (!(amount >= 0 && amount <= MAX_AMOUNT)) throw refusalOf(amount, use);
  // Common case first: whole amounts need no rounding.
  if (Number.isInteger(amount)) return amount * 1_000;
  const thousandths = Math.round(amount * 1_000);
  // 0.1 + 0.2 is meant to be 0.3: what the sum of doubles adds is let pass, a fourth decimal is not.
  if (Math.abs(thousandths / 1_000 - amount) > 4 * Number.EPSILON * amount) throw refusalOf(amount, use);
  return thousandths;
}

/**
 * Turns thousandths into an amount.
 *
 * @param thousandths A whole number.
 */
export function amountOf(thousandths: number): number {
  return thousandths / 1_000;
}

function refusalOf(amount: number, { action, resource }: AmountUse): RangeError {
  return new RangeError(
    `Cannot ${action} as the amount of '${resource}' must be from 0 to ${MAX_AMOUNT} with at most three decimals: ` +
      `current value is ${amount}`,
  );
}
