/**
 * Copies what is handed from one task to another, so that they share nothing.
 * @module
 */
import { Secret } from "./secret.ts";

/**
 * Copies a value. Secrets are immutable and stay what they are; everything else is cloned.
 *
 * @param value Plain data.
 * @returns A copy.
 * @throws {DOMException} If something in it cannot be cloned, such as a function.
 */
export function isolate(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Secret) {
    return typeof value === "function" || typeof value === "symbol" ? structuredClone(value) : value;
  }
  if (Array.isArray(value)) return value.map(isolate);
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, isolate(part)]));
  return structuredClone(value);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
