/**
 * Copies what is handed from one task to another, so that they share nothing.
 * @module
 */
import { Secret } from "./secret.ts";

/**
 * Copies a value. Secrets are immutable and stay what they are; everything else is cloned, and what is in it twice, or
 * in itself, is so in the copy too.
 *
 * @param value Plain data.
 * @returns A copy.
 * @throws {DOMException} If something in it cannot be cloned, such as a function.
 */
export function isolate(value: unknown): unknown {
  return copyOf(value, new Map());
}

function copyOf(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null || value instanceof Secret) {
    return typeof value === "function" || typeof value === "symbol" ? structuredClone(value) : value;
  }
  if (copies.has(value)) return copies.get(value);
  if (!Array.isArray(value) && !isPlain(value)) return remember(structuredClone(value));
  // A shallow copy first, known before its parts are copied: they may lead back to it.
  const copy = remember(Array.isArray(value) ? value.slice() : Object.fromEntries(Object.entries(value)));
  for (const key of Object.keys(copy)) copy[key as never] = copyOf(copy[key as never], copies) as never;
  return copy;

  function remember<T>(made: T): T {
    copies.set(value as object, made);
    return made;
  }
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
