/**
 * One call with up to two attempts. When the second one begins, and what it costs, is `hedging.ts`'s decision.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import { PuffinError } from "../puffin_error.ts";
import { AbortableCall, type Call, invoke } from "./call.ts";
import type { Work } from "./policy.ts";

/** Why the attempt that was slower is aborted. */
export class HedgeLostError extends PuffinError {
  /** Name of the class. */
  override readonly name = "HedgeLostError";
  /** Kind of error, for programs. */
  override readonly code = "hedge-lost";

  /** Makes the reason. */
  constructor() {
    super("Cannot use this attempt's answer as it must be the first: the other attempt has answered");
  }
}

/** An answer, and whose it is. */
export interface HedgedAnswer<T> {
  /** The answer. */
  readonly value: T;
  /** Number of the attempt, 1 or 2. */
  readonly attempt: number;
}

/** What a {@linkcode HedgedCall} asks. */
export interface Hedge {
  /** Rings when the first attempt had time enough. */
  readonly clock: Clock;
  /** Decides on the second attempt; asked once, when it would begin. */
  mayHedge(): boolean;
}

/** A call under way. */
export class HedgedCall<T> extends Alarm implements EventListenerObject {
  readonly #fn: Work<T>;
  readonly #outer: Call;
  readonly #hedge: Hedge;
  readonly #attempts: AbortableCall[] = [];
  /** What attempts threw, by their number less one. */
  readonly #errors: unknown[] = [];
  #failed = 0;
  readonly #promise: Promise<HedgedAnswer<T>>;
  #resolve!: (answer: HedgedAnswer<T>) => void;
  #reject!: (error: unknown) => void;

  constructor(fn: Work<T>, outer: Call, hedge: Hedge) {
    super();
    this.#fn = fn;
    this.#outer = outer;
    this.#hedge = hedge;
    this.#promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether there was a second attempt. */
  get isHedged(): boolean {
    return this.#attempts.length > 1;
  }

  /**
   * Begins with the first attempt.
   *
   * @param delayMs How long it has for itself, in milliseconds.
   * @returns The first answer; rejects with the first attempt's error, or with the reason of the outer signal.
   */
  start(delayMs: number): Promise<HedgedAnswer<T>> {
    this.#outer.upstream?.addEventListener("abort", this, { once: true });
    this.#hedge.clock.set(this, delayMs);
    this.#begin();
    return this.#promise;
  }

  override ring(): void {
    if (this.#hedge.mayHedge()) this.#begin();
  }

  /** The caller aborted. */
  handleEvent(): void {
    const { reason } = this.#outer.upstream!;
    this.#reject(reason);
    this.#stop();
    for (const attempt of this.#attempts) attempt.abort(reason);
  }

  #begin(): void {
    const { deadline } = this.#outer, index = this.#attempts.length;
    const call = new AbortableCall({ attempt: index + 1, deadline });
    this.#attempts.push(call);
    invoke(this.#fn, call).then((value) => this.#onAnswer(index, value), (error) => this.#onError(index, error));
  }

  #onAnswer(index: number, value: T): void {
    this.#resolve({ value, attempt: index + 1 });
    this.#stop();
    // The winner's own signal stays as it is: its answer may still use it, as the body of a response does.
    const loser = this.#attempts[1 - index];
    if (loser !== undefined && !loser.isAborted) loser.abort(new HedgeLostError());
  }

  #onError(index: number, error: unknown): void {
    this.#errors[index] = error;
    if (++this.#failed < this.#attempts.length) return;
    this.#stop();
    this.#reject(this.#errors[0]);
  }

  #stop(): void {
    this.#hedge.clock.clear(this);
    this.#outer.upstream?.removeEventListener("abort", this);
  }
}
