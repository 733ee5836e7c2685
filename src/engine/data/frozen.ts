/**
 * Copies that nobody can change.
 * @module
 */
import { isolate } from "./isolate.ts";
import { Secret } from "./secret.ts";

/**
 * Copies plain data and freezes the copy, nested objects and arrays included.
 *
 * @param value Plain data; secrets stay what they are.
 * @returns A frozen copy.
 * @throws {DOMException} If something in it cannot be cloned, such as a function.
 */
export function frozen<T extends object>(value: T): T {
  const copy = isolate(value) as T;
  freeze(copy);
  return copy;
}

function freeze(value: unknown): void {
  // Views on buffers cannot be frozen, and what is frozen already has been here.
  if (typeof value !== "object" || value === null || value instanceof Secret) return;
  if (ArrayBuffer.isView(value) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}
