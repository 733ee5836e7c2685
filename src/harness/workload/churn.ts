/**
 * The memory inside a task: buffers that are written to page by page, all alive until the task ends. Every language
 * computes it alike.
 * @module
 */
import { xorshift32 } from "./kernel.ts";

/** A byte is written every so many bytes, so that the system has to provide the memory. */
const PAGE_BYTES = 4_096;

/**
 * Fills buffers and gives them up.
 *
 * @param seed Where the bytes come from, a 32-bit integer.
 * @param size How many buffers, and how many bytes each has.
 * @returns A 32-bit unsigned integer that depends on all bytes written.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(churn(1, { buffers: 4, bytes: 65_536 }), 3793209713);
 * ```
 */
export function churn(seed: number, { buffers, bytes }: { readonly buffers: number; readonly bytes: number }): number {
  const alive: Uint8Array[] = [];
  let state = seed, sum = 0;
  for (let index = 0; index < buffers; index++) {
    const buffer = new Uint8Array(bytes);
    for (let at = 0; at < bytes; at += PAGE_BYTES) buffer[at] = state = xorshift32(state, 1);
    alive.push(buffer);
  }
  for (const buffer of alive) {
    for (let at = 0; at < bytes; at += PAGE_BYTES) sum = Math.imul(sum, 31) + buffer[at]!;
  }
  return sum >>> 0;
}
