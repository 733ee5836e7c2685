/**
 * Acquires what an attempt has while it runs, all of it or nothing: the resources of its state first, since a
 * turn of a rate limiter is worth something only at once, then what the state holds, in the declared order.
 * What can be had at once costs no promise. Who has to wait takes no place of the run meanwhile.
 * @module
 */
import type { Acquirable } from "../coordination/acquirable.ts";
import type { TaskOwner } from "../resources/owner.ts";
import type { ResourcePool } from "../resources/resource_pool.ts";
import type { ResourceRequest } from "../resources/resource_request.ts";
import { ClaimedContext } from "./claimed_context.ts";
import type { Execution } from "./execution.ts";
import { holdingsOf } from "./holdings.ts";
import { RunAlarm } from "./run_alarm.ts";

/** What an attempt that has to wait calls back; `scheduler.ts` supplies it. */
export interface ClaimEvents {
  /** It has everything. */
  granted(context: ClaimedContext): void;
  /** It does not get something, and holds nothing. */
  refused(context: ClaimedContext, error: unknown): void;
  /** The limit of all attempts together has passed; it holds nothing. */
  late(context: ClaimedContext): void;
}

/**
 * Acquires what an attempt needs.
 *
 * @param context The attempt's context, which holds nothing.
 * @param events Called later if it has to wait.
 * @returns Whether it has everything.
 * @throws What the pool or a lock throws that refuses at once; nothing is held then.
 */
export function claim(context: ClaimedContext, events: ClaimEvents): boolean {
  const { owner } = context, wishes = wishesOf(context);
  try {
    for (const [i, wish] of wishes.entries()) {
      const right = wish.tryAcquire({ owner });
      if (right === null) {
        // What is held already is kept: the wait begins with the first that could not be had.
        void new ClaimWait(context, events).through(wishes.slice(i));
        return false;
      }
      context.hold(right);
    }
    return true;
  } catch (error) {
    context.release();
    throw error;
  }
}

/**
 * Gives an attempt that has waited and has everything now, to be started.
 *
 * @param execution The run.
 * @param task Its task.
 * @returns Its context, or `null` if there is none.
 */
export function takeGranted({ holdings }: Execution, task: number): ClaimedContext | null {
  const granted = holdings?.granted.get(task);
  if (!(granted instanceof ClaimedContext)) return null;
  holdings!.granted.delete(task);
  return granted;
}

function wishesOf({ execution, task, owner }: ClaimedContext): readonly Acquirable[] {
  const { plan, settings: { pool } } = execution, { resources, holds } = plan.claims[execution.stateOf(task)]!;
  return resources === null ? holds : [resourcesOf(pool!, resources, owner), ...holds];
}

/** A state's request, as one thing among those that are acquired. */
function resourcesOf(pool: ResourcePool, { amounts, ...how }: ResourceRequest, owner: TaskOwner): Acquirable {
  return {
    tryAcquire: () => pool.tryAcquire(amounts, { ...how, owner }),
    acquire: ({ signal }) => pool.acquire(amounts, { ...how, owner, signal }),
  };
}

/** An attempt that waits: listed with its run, so that a run that ends early ends the wait. */
class ClaimWait extends RunAlarm {
  declare execution: Execution;
  readonly #context: ClaimedContext;
  readonly #events: ClaimEvents;
  readonly #controller = new AbortController();
  #isLate = false;

  constructor(context: ClaimedContext, events: ClaimEvents) {
    super();
    this.execution = context.execution;
    this.#context = context;
    this.#events = events;
  }

  /**
   * Waits for one thing after another.
   *
   * @param wishes What is still missing.
   */
  async through(wishes: readonly Acquirable[]): Promise<void> {
    const { execution } = this, context = this.#context, { owner } = context, { signal } = this.#controller;
    const holdings = holdingsOf(execution);
    holdings.began();
    execution.waits++;
    execution.observer?.waiting(execution, context.task);
    this.arm(this.#leftMs());
    let failure: { readonly error: unknown } | null = null;
    try {
      for (const wish of wishes) context.hold(await wish.acquire({ owner, signal }));
      // It may have been given in the same moment in which the wait ended.
      signal.throwIfAborted();
    } catch (error) {
      failure = { error };
      context.release();
    }
    this.disarm();
    if (failure === null) this.#events.granted(context);
    else if (this.#isLate) this.#events.late(context);
    else this.#events.refused(context, failure.error);
    holdings.ended();
  }

  override ring(): void {
    this.unlist();
    this.#isLate = true;
    this.#controller.abort();
  }

  override interrupt(reason: unknown): void {
    this.disarm();
    this.#controller.abort(reason);
  }

  /** What is left of the time for all attempts together. */
  #leftMs(): number {
    const { plan, retries, settings: { clock } } = this.execution, { task } = this.#context;
    const { totalTimeoutMs = Infinity } = plan.retry[this.execution.stateOf(task)] ?? {};
    return totalTimeoutMs === Infinity
      ? Infinity
      : Math.max(0, retries!.get(task)!.startedMs + totalTimeoutMs - clock.now());
  }
}
