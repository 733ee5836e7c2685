/**
 * Until when an answer is wanted, as a moment and not as a length of time: whoever is handed one knows what is
 * left of it, however much was spent before. How it crosses to another machine is in `deadline_header.ts`,
 * who enforces it in `deadline_guard.ts`.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { PuffinError } from "../puffin_error.ts";
import { decodeRemaining, encodeRemaining } from "./deadline_header.ts";
import { duration } from "./number_check.ts";

/** The answer would come after the moment until which it was wanted. */
export class DeadlineExceededError extends PuffinError {
  /** Name of the class. */
  override readonly name = "DeadlineExceededError";
  /** Kind of error, for programs. */
  override readonly code = "deadline-exceeded";

  /** Makes the error of a call that was too late. */
  constructor(
    /** How long ago the deadline passed when it was noticed, in milliseconds. */
    readonly lateMs: number,
  ) {
    super(
      `Cannot go on with a call as its deadline must not have passed: it did ${lateMs} ms ago ` +
        `(give the call more time, or have less done in it)`,
    );
  }
}

/**
 * A moment on a clock.
 *
 * @example Hand the rest of the time on to another service
 * ```ts
 * import assert from "node:assert/strict";
 * import { Deadline, SimulatedClock } from "puffinflow/reliability";
 *
 * const clock = new SimulatedClock();
 * const deadline = Deadline.after(2_000, clock);
 * await clock.advance(500);
 * assert.equal(deadline.remainingMs, 1_500);
 * const headers = new Headers({ "grpc-timeout": deadline.toHeader() });
 * assert.equal(headers.get("grpc-timeout"), "1500m");
 * ```
 */
export class Deadline {
  readonly #clock: Clock;
  readonly #atMs: number;

  private constructor(clock: Clock, atMs: number) {
    this.#clock = clock;
    this.#atMs = atMs;
  }

  /**
   * Makes a deadline from now on.
   *
   * @param afterMs How long from now, in milliseconds: above 0.
   * @param clock Source of time. @default {systemClock}
   * @returns The deadline.
   * @throws {RangeError} If `afterMs` is not above 0 and finite.
   */
  static after(afterMs: number, clock: Clock = systemClock): Deadline {
    return new Deadline(clock, clock.now() + duration(afterMs, { action: "make a deadline", option: "afterMs" }));
  }

  /**
   * Reads what {@linkcode toHeader} wrote, on whichever machine. The time that the message took is not known and
   * not taken off. A caller's limit is its own affair: put a {@linkcode DeadlineGuard} with a `maxMs` around the work.
   *
   * @param text The header's value.
   * @param clock Source of time. @default {systemClock}
   * @returns The deadline.
   * @throws {SyntaxError} If the text is no such value.
   */
  static fromHeader(text: string, clock: Clock = systemClock): Deadline {
    return new Deadline(clock, clock.now() + decodeRemaining(text));
  }

  /** What is left, in milliseconds; 0 once it has passed. */
  get remainingMs(): number {
    return Math.max(0, this.#atMs - this.#clock.now());
  }

  /** Whether it has passed. */
  get isExceeded(): boolean {
    return this.#clock.now() >= this.#atMs;
  }

  /**
   * Refuses to go on once it has passed. Long work checks it between its steps.
   *
   * @throws {DeadlineExceededError} If it has passed.
   */
  check(): void {
    if (this.isExceeded) throw this.toError();
  }

  /**
   * Writes what is left as the value of a header, in the format of gRPC's `grpc-timeout`: a moment would mean
   * something else on another machine's clock. It is rounded down, so nobody downstream has more time.
   *
   * @returns Up to eight digits and a unit, such as `1500m` for milliseconds.
   * @throws {DeadlineExceededError} If it has passed: there is no point in asking anybody.
   */
  toHeader(): string {
    this.check();
    return encodeRemaining(this.remainingMs);
  }

  /** The error of a call that is too late now. */
  toError(): DeadlineExceededError {
    return new DeadlineExceededError(Math.max(0, this.#clock.now() - this.#atMs));
  }
}
