/**
 * The context of an attempt that holds something: its signal says so when that is lost before it was given
 * back, because something more important needs it or because its time is over.
 * @module
 */
import type { Acquired } from "../coordination/acquirable.ts";
import type { TaskOwner } from "../resources/owner.ts";
import { Context } from "./context.ts";
import { newOwnerOf } from "./task_owner.ts";

/** Such a context, and what is held. */
export class ClaimedContext extends Context {
  readonly #held: Acquired[] = [];
  #isListening = false;
  #owner: TaskOwner | null = null;
  #loss: { readonly reason: unknown } | null = null;

  /** Why the attempt was told to stop by what it held; `null` if it was not. */
  get loss(): { readonly reason: unknown } | null {
    return this.#loss;
  }

  override get owner(): TaskOwner {
    // Whoever claims is asked for it: a field costs less than the table for those who are hardly ever asked.
    return this.#owner ??= newOwnerOf(this);
  }

  override get ownsSignal(): boolean {
    return true;
  }

  override get signal(): AbortSignal {
    // Who never looks at the signal cannot be told, and pays for no listeners.
    if (!this.#isListening) {
      this.#isListening = true;
      for (const right of this.#held) this.#listenTo(right);
    }
    return super.signal;
  }

  /**
   * Adds something to what is held.
   *
   * @param right What was acquired.
   */
  hold(right: Acquired): void {
    this.#held.push(right);
    if (this.#isListening) this.#listenTo(right);
  }

  /** Gives everything back, the latest first. */
  release(): void {
    for (let right = this.#held.pop(); right !== undefined; right = this.#held.pop()) right.release();
  }

  #listenTo({ signal }: Acquired): void {
    if (signal === undefined) return;
    const lose = () => {
      this.#loss ??= { reason: signal.reason };
      this.abort(signal.reason);
    };
    if (signal.aborted) lose();
    else signal.addEventListener("abort", lose, { once: true });
  }
}
