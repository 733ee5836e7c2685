/**
 * A world for tests of commands: it remembers what was written, and its time stands still.
 * @module
 */
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import type { Io } from "../../../src/harness/cli/io.ts";

/** A world that remembers. */
export interface FakeIo extends Io {
  /** All that was written to each stream. */
  readonly written: { stdout: string; stderr: string };
  /** Presses Ctrl-C. */
  interrupt(): void;
}

/**
 * Makes a world.
 *
 * @param given What differs from a UTF-8 log that is no terminal.
 * @returns The world.
 */
export function fakeIo(given: Partial<Pick<Io, "env" | "denoVersion" | "cwd">> & { columns?: number } = {}): FakeIo {
  const written = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  return {
    stdout: { columns: given.columns, write: (text) => void (written.stdout += text) },
    stderr: { columns: given.columns, write: (text) => void (written.stderr += text) },
    env: given.env ?? { LANG: "C.UTF-8" },
    denoVersion: given.denoVersion ?? "2.9.6",
    cwd: given.cwd ?? "/",
    random: randomFromSeed(1),
    nowMs: () => 0,
    onInterrupt(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    written,
    interrupt: () => listeners.forEach((listener) => listener()),
  };
}
