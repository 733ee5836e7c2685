/**
 * Where a write can be cut off by a crash. Tests stand here: they stop the process, copy what is on the disk, or let
 * the write fail.
 * @module
 */

/**
 * Called at each boundary of each write: `begin` before anything is written, `middle` when a part is, `end` when all
 * is and nobody knows yet. What it throws, the write fails with.
 */
export type WriteBoundary = (place: "begin" | "middle" | "end") => void;
