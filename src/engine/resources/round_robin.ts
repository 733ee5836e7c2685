/**
 * Requesters take turns: who was served, or comes to wait, goes behind all who wait.
 * @module
 */
import type { Turn } from "./shared_line.ts";

/** Makes a turn that counts. */
export function roundRobin(): Turn {
  let last = 0;
  return {
    whenJoining: () => ++last,
    whenChanged: ({ rank }, isMet) => isMet ? ++last : rank,
  };
}
