/**
 * Closeness as the golden tests of statistics ask for it.
 * @module
 */
import assert from "node:assert/strict";

/** Asserts that two numbers differ by at most 1e-9, relative to the expected one where that is above 1. */
export function assertClose(actual: number, expected: number): void {
  if (actual === expected) return; // Infinite bounds have no distance.
  const margin = 1e-9 * Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= margin, `${actual} is not within ${margin} of ${expected}`);
}
