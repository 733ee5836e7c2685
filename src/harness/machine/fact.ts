/**
 * Facts that may be unreadable: a value, or null with the reason in plain words. Nothing in this folder
 * throws because a machine keeps something to itself; it says so instead.
 * @module
 */

/** A value, or null with the reason why there is none. */
export type Fact<T> = { readonly value: T } | Missing;

/** What stands where a value should. */
export interface Missing {
  readonly value: null;
  /** Why there is no value, as a part of a sentence. */
  readonly why: string;
}

/**
 * Makes a fact of a value.
 *
 * @typeParam T What is known.
 * @param value The value.
 * @returns The fact.
 */
export function known<T>(value: T): Fact<T> {
  return { value };
}

/**
 * Makes a fact of what could not be read.
 *
 * @param why The reason, as a part of a sentence.
 * @returns The fact.
 */
export function missing(why: string): Missing {
  return { value: null, why };
}

/**
 * Tells whether there is a value, in a way that the compiler understands for any type of value.
 *
 * @typeParam T What may be known.
 * @param fact The fact.
 * @returns Whether it holds a value.
 */
export function isKnown<T>(fact: Fact<T>): fact is { readonly value: T } {
  return !("why" in fact);
}

/**
 * Works on a value where there is one; the reason is handed on where there is none.
 *
 * @typeParam From What may be known.
 * @typeParam To What follows from it.
 * @param fact The fact.
 * @param change Makes another fact of the value.
 * @returns That fact, or the reason.
 */
export function followed<From, To>(fact: Fact<From>, change: (value: From) => Fact<To>): Fact<To> {
  return isKnown(fact) ? change(fact.value) : fact;
}

/**
 * Asks the runtime for something that it may refuse.
 *
 * @typeParam T What is asked for.
 * @param ask Returns the answer or throws.
 * @returns The answer, or what the thrown error means.
 */
export function attempt<T>(ask: () => T): Fact<T> {
  try {
    return known(ask());
  } catch (error) {
    return missing(reasonOf(error));
  }
}

/**
 * Says in plain words why something could not be read. The error's own message is left out: it may hold
 * paths that are nobody's business.
 *
 * @param error What was thrown.
 * @returns A part of a sentence.
 */
export function reasonOf(error: unknown): string {
  if (isAbsence(error)) return "not on this system";
  if (error instanceof Deno.errors.NotCapable) return "no permission: Deno runs without --allow-all";
  if (error instanceof Deno.errors.PermissionDenied) return "no permission: the operating system refuses it";
  return `cannot be read: ${error instanceof Error ? error.name : "unknown error"}`;
}

/**
 * Tells whether an error means that the thing asked for does not exist.
 *
 * @param error What was thrown.
 * @returns Whether it does not exist.
 */
export function isAbsence(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}
