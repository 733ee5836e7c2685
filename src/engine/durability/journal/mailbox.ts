/**
 * What was sent to a run, and those of its states that wait for it. Each signal goes to one state: the first that
 * waits for its name takes the oldest.
 *
 * A signal that is sent in this process arrives at once; for those of other processes the store is asked now and then,
 * as long as somebody waits.
 * @module
 */
import { Alarm, type Clock } from "../../../time/clock.ts";
import type { CheckpointStore, StoredSignal } from "../checkpoints/checkpoint_store.ts";

/** What a mailbox is made of. */
export interface MailboxParts {
  /** Id of the run. */
  readonly id: string;
  readonly store: CheckpointStore;
  /** How often the store is asked while somebody waits, in milliseconds. */
  readonly pollMs: number;
  /** Numbers of the signals that were taken in earlier lives of the run. */
  readonly taken: readonly number[];
}

interface Waiter {
  readonly name: string;
  readonly resolve: (signal: StoredSignal) => void;
  readonly reject: (error: unknown) => void;
}

class PollAlarm extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

/** The signals of one run. */
export class Mailbox {
  readonly #parts: MailboxParts;
  readonly #taken: Set<number>;
  readonly #waiters: Set<Waiter> = new Set();
  readonly #alarm: PollAlarm = new PollAlarm(() => this.look());
  #clock: Clock | null = null;
  #isLooking = false;
  /** Something arrived while the store was being asked. */
  #looksAgain = false;

  /**
   * Makes one.
   *
   * @param parts The run and its store.
   */
  constructor(parts: MailboxParts) {
    this.#parts = parts;
    this.#taken = new Set(parts.taken);
  }

  /**
   * Waits for a signal.
   *
   * @param name Its name.
   * @param until Ends the wait: what it is aborted with is thrown.
   * @param clock The run's clock.
   * @returns The oldest signal with the name that nobody has taken.
   */
  take(name: string, until: AbortSignal, clock: Clock): Promise<StoredSignal> {
    this.#clock = clock;
    return new Promise<StoredSignal>((resolve, reject) => {
      if (until.aborted) return reject(until.reason);
      const leave = () => this.#leave(waiter, until.reason);
      const waiter: Waiter = {
        name,
        resolve: (signal) => {
          until.removeEventListener("abort", leave);
          resolve(signal);
        },
        reject,
      };
      until.addEventListener("abort", leave, { once: true });
      this.#waiters.add(waiter);
      this.look();
    });
  }

  /**
   * Takes a signal if one is there.
   *
   * @param name Its name.
   */
  async tryTake(name: string): Promise<StoredSignal | undefined> {
    const signals = await this.#parts.store.signals(this.#parts.id);
    const signal = this.#oldest(signals, name);
    if (signal !== undefined) this.#taken.add(signal.number);
    return signal;
  }

  /** Asks the store what has arrived. */
  look(): void {
    if (this.#waiters.size === 0) return;
    if (this.#isLooking) {
      this.#looksAgain = true;
      return;
    }
    this.#isLooking = true;
    this.#looksAgain = false;
    const { store, id } = this.#parts;
    store.signals(id).then((signals) => this.#deliver(signals), (error) => this.#failAll(error)).finally(() => {
      this.#isLooking = false;
      if (this.#looksAgain) this.look();
      else this.#pollLater();
    });
  }

  #deliver(signals: readonly StoredSignal[]): void {
    for (const waiter of this.#waiters) {
      const signal = this.#oldest(signals, waiter.name);
      if (signal === undefined) continue;
      this.#taken.add(signal.number);
      this.#waiters.delete(waiter);
      waiter.resolve(signal);
    }
  }

  #oldest(signals: readonly StoredSignal[], name: string): StoredSignal | undefined {
    return signals.find((signal) => signal.name === name && !this.#taken.has(signal.number));
  }

  #failAll(error: unknown): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const { reject } of waiters) reject(error);
  }

  #leave(waiter: Waiter, reason: unknown): void {
    if (!this.#waiters.delete(waiter)) return;
    if (this.#waiters.size === 0) this.#clock!.clear(this.#alarm);
    waiter.reject(reason);
  }

  #pollLater(): void {
    const clock = this.#clock!;
    clock.clear(this.#alarm);
    if (this.#waiters.size > 0) clock.set(this.#alarm, this.#parts.pollMs);
  }
}
