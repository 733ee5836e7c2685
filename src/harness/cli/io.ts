/**
 * The world as commands see it: two streams, the environment, the time and the wish to stop. The real
 * one is in `system_io.ts`; tests hand in their own.
 * @module
 */

import type { Random } from "../../random/random.ts";

/** A stream to write text to. */
export interface Output {
  /** Columns of the terminal, or undefined when the stream is none. May change while running. */
  readonly columns: number | undefined;
  /** Writes text, all of it, before it returns. */
  write(text: string): void;
}

/** What a command may touch. */
export interface Io {
  /** Results, and nothing else. */
  readonly stdout: Output;
  /** Progress, warnings and errors. */
  readonly stderr: Output;
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Version of the runtime. */
  readonly denoVersion: string;
  /** Directory from which relative paths start. */
  readonly cwd: string;
  /** Chance, for what the user leaves open. */
  readonly random: Random;
  /** Milliseconds since an arbitrary start, never going back. */
  nowMs(): number;
  /**
   * Calls `listener` at every Ctrl-C or request to terminate, instead of ending the program.
   *
   * @returns Undoes it when disposed of.
   */
  onInterrupt(listener: () => void): Disposable;
}
