/**
 * One wait: a promise, its place in a line, and what may end it early. It is its own alarm and its own
 * listener for abortion, so that nothing else is made for either.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import type { Owner } from "../coordination/owner.ts";
import type { Waiting } from "../coordination/waiter.ts";
import type { AcquireOptions } from "./acquire_options.ts";
import type { Claim } from "./claim.ts";
import type { Lease } from "./lease.ts";

/** What a wait needs of its pool. */
export interface WaitOffice {
  /** Called when the signal was aborted, the time has passed or a deadlock must end; the wait is still in line. */
  onGiveUp(wait: Wait, error: unknown): void;
  /** Makes the error of a wait that was too long. */
  timeoutErrorOf(wait: Wait, timeoutMs: number): Error;
}

/** A member of a line. */
export class Wait extends Alarm implements Waiting, EventListenerObject {
  readonly claim: Claim;
  readonly joinedAtMs: number;
  /** When it should have its turn, on the clock; `Infinity` where nothing was said. */
  readonly deadlineAtMs: number;
  readonly promise: Promise<Lease>;
  resolve!: (lease: Lease) => void;
  reject!: (error: unknown) => void;
  /** Order of coming. For the lines, as are the members that follow. */
  sequence = 0;
  /** What a line orders by, lower first. */
  rank = 0;
  /** Place in a heap, -1 when in none. */
  place = -1;
  ahead: Wait | null = null;
  behind: Wait | null = null;
  readonly #office: WaitOffice;
  readonly #signal: AbortSignal | undefined;
  readonly #timeoutMs: number | undefined;

  constructor(office: WaitOffice, claim: Claim, { options, nowMs }: { options: AcquireOptions; nowMs: number }) {
    super();
    const { signal, timeoutMs, deadlineMs = timeoutMs ?? Infinity } = options;
    this.claim = claim;
    this.joinedAtMs = nowMs;
    this.deadlineAtMs = nowMs + deadlineMs;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.#office = office;
    this.#signal = signal;
    this.#timeoutMs = timeoutMs;
  }

  get owner(): Owner | undefined {
    return this.claim.owner.task;
  }

  get priority(): number {
    return this.claim.priority;
  }

  giveUp(error: unknown): void {
    this.#office.onGiveUp(this, error);
  }

  /** Starts to listen for what may end the wait. */
  watch(clock: Clock): void {
    this.#signal?.addEventListener("abort", this, { once: true });
    if (this.#timeoutMs !== undefined) clock.set(this, this.#timeoutMs);
  }

  /** Stops to listen. */
  unwatch(clock: Clock): void {
    this.#signal?.removeEventListener("abort", this);
    if (this.#timeoutMs !== undefined) clock.clear(this);
  }

  /** The signal was aborted. */
  handleEvent(): void {
    this.giveUp(this.#signal!.reason);
  }

  override ring(): void {
    this.giveUp(this.#office.timeoutErrorOf(this, this.#timeoutMs!));
  }
}
