/**
 * One wait: a promise, its place in a line, and what may end it early. It is its own alarm and its own
 * listener for abortion: nothing else is made for either, and without `timeoutMs` no alarm is set. The
 * line itself is in `wait_queue.ts`.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import type { Claim } from "./claim.ts";
import type { Owner } from "./owner.ts";
import type { WaitInLineOptions } from "./wait_options.ts";
import { AcquireTimeoutError } from "./waiting_error.ts";

/** A wait, whatever it is for, as a detector of deadlocks sees it. */
export interface Waiting {
  /** In whose name it waits, if that was said. */
  readonly owner: Owner | undefined;
  readonly priority: number;
  /**
   * Takes the member out of the line, and the line moves up.
   *
   * @param error What its promise rejects with.
   */
  giveUp(error: unknown): void;
}

/** A member of a line, as others see it. */
export interface LineMember extends Waiting {
  /** What it waits for. */
  readonly claim: Claim;
  /** Member that comes directly before. */
  readonly ahead: LineMember | null;
  /** Member that comes directly after. */
  readonly behind: LineMember | null;
}

/** The line that a wait is in. */
export interface Line<T> {
  /** Name of what is waited for. */
  readonly name: string;
  /**
   * Lets a member leave before its turn.
   *
   * @param waiter A member.
   * @param error What its promise rejects with.
   */
  giveUp(waiter: Waiter<T>, error: unknown): void;
}

/** One wait. All its members are for its line only, except {@linkcode Waiter.giveUp}. */
export class Waiter<T> extends Alarm implements LineMember, EventListenerObject {
  readonly claim: Claim;
  readonly priority: number;
  ahead: Waiter<T> | null = null;
  behind: Waiter<T> | null = null;
  readonly promise: Promise<T>;
  readonly #line: Line<T>;
  readonly #signal: AbortSignal | undefined;
  readonly #timeoutMs: number | undefined;
  #resolve!: (value: T) => void;
  #reject!: (error: unknown) => void;

  constructor(line: Line<T>, claim: Claim, options: WaitInLineOptions) {
    super();
    this.claim = claim;
    this.priority = options.priority ?? 0;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#line = line;
    this.#signal = options.signal;
    this.#timeoutMs = options.timeoutMs;
  }

  get owner(): Owner | undefined {
    return this.claim.owner;
  }

  /**
   * Starts to listen for what may end the wait.
   *
   * @param clock Rings when the wait has been too long.
   */
  watch(clock: Clock): void {
    this.#signal?.addEventListener("abort", this, { once: true });
    if (this.#timeoutMs !== undefined) clock.set(this, this.#timeoutMs);
  }

  /**
   * Stops to listen.
   *
   * @param clock The clock given to {@linkcode watch}.
   */
  unwatch(clock: Clock): void {
    this.#signal?.removeEventListener("abort", this);
    if (this.#timeoutMs !== undefined) clock.clear(this);
  }

  /** Fulfils the promise. */
  resolve(value: T): void {
    this.#resolve(value);
  }

  /** Rejects the promise. */
  reject(error: unknown): void {
    this.#reject(error);
  }

  /** The signal was aborted. */
  handleEvent(): void {
    this.giveUp(this.#signal!.reason);
  }

  override ring(): void {
    this.giveUp(new AcquireTimeoutError(this.#line.name, this.#timeoutMs!));
  }

  giveUp(error: unknown): void {
    this.#line.giveUp(this, error);
  }
}
