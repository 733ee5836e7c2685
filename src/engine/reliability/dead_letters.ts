/**
 * Runs that failed, kept for another try. A letter holds the input and what had completed, so that a
 * replay does only what is left.
 * @module
 */
import { redact } from "../data/secret.ts";

/** A run that failed. */
export interface DeadLetter {
  /** Number of the letter, rising from 1. */
  readonly id: number;
  /** Name of the agent. */
  readonly agent: string;
  /** First state that failed, or `undefined` when the run as a whole did. */
  readonly state: string | undefined;
  /** What it threw. */
  readonly error: unknown;
  /** The error's text, secrets replaced. */
  readonly message: string;
  /** What the run was started with. */
  readonly input: unknown;
  /** Outputs of the states that completed. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** When it failed, on the run's clock, in milliseconds. */
  readonly failedAtMs: number;
}

/** Options of a {@linkcode DeadLetterQueue}. */
export interface DeadLetterOptions {
  /** Most letters that are kept; the oldest makes room. A whole number of 1 or more. @default {1_000} */
  readonly maxLetters?: number;
  /** Called with a letter that made room for another. @default {undefined} */
  readonly onDropped?: (letter: DeadLetter) => void;
}

/** A failed run as its agent hands it in. */
export interface FailedDelivery extends Omit<DeadLetter, "id" | "message"> {
  /** Runs the agent again, what has completed taken over. */
  readonly replay: () => Promise<{ readonly status: string }>;
}

/** A bounded list of failed runs: give it to agents as `deadLetters`. */
export class DeadLetterQueue {
  readonly #maxLetters: number;
  readonly #onDropped: ((letter: DeadLetter) => void) | undefined;
  readonly #letters: Map<number, { readonly letter: DeadLetter; readonly replay: FailedDelivery["replay"] }> =
    new Map();
  #lastId = 0;
  #dropped = 0;

  /**
   * Makes one.
   *
   * @param options Its limit.
   * @throws {RangeError} If `maxLetters` is not a whole number of 1 or more.
   */
  constructor(options: DeadLetterOptions = {}) {
    const { maxLetters = 1_000, onDropped } = options;
    if (!(Number.isInteger(maxLetters) && maxLetters >= 1)) {
      throw new RangeError(
        `Cannot keep dead letters as 'maxLetters' must be a whole number of 1 or more: current value is ${maxLetters}`,
      );
    }
    this.#maxLetters = maxLetters;
    this.#onDropped = onDropped;
  }

  /** The letters, oldest first. */
  get letters(): readonly DeadLetter[] {
    return [...this.#letters.values()].map(({ letter }) => letter);
  }

  /** How many letters made room for others. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Runs a letter's agent again with the same input; states that had completed do not run again. The letter is
   * removed when the run completes, and a run that fails again leaves a new letter.
   *
   * @param id Number of the letter.
   * @returns The run's result.
   * @throws {RangeError} If there is no such letter.
   */
  async replay(id: number): Promise<{ readonly status: string }> {
    const kept = this.#letters.get(id);
    if (kept === undefined) {
      throw new RangeError(`Cannot replay dead letter ${id} as it must be in the queue: ${this.#letters.size} are`);
    }
    this.#letters.delete(id);
    return await kept.replay();
  }

  /**
   * Removes a letter.
   *
   * @param id Number of the letter.
   * @returns Whether it was there.
   */
  remove(id: number): boolean {
    return this.#letters.delete(id);
  }

  /**
   * Takes in a failed run. Agents call it.
   *
   * @param delivery The run.
   */
  add(delivery: FailedDelivery): void {
    const { replay, ...facts } = delivery, id = ++this.#lastId;
    const message = redact(facts.error instanceof Error ? facts.error.message : String(facts.error));
    this.#letters.set(id, { letter: { ...facts, id, message }, replay });
    if (this.#letters.size <= this.#maxLetters) return;
    const [oldest] = this.#letters.values();
    this.#letters.delete(oldest!.letter.id);
    this.#dropped++;
    this.#onDropped?.(oldest!.letter);
  }
}
