/**
 * What a state returns when it wants more than to hand on an output: where to go next, what to write to
 * channels, which tasks to send out. `routing.ts` carries it out.
 * @module
 */
import type { MissedOutcome } from "./outcome.ts";

/** One task to send to a mapped state. */
export class SendTask<S extends string = string, P = unknown> {
  /**
   * Makes one.
   *
   * @param state Name of the mapped state.
   * @param payload What the task is given.
   */
  constructor(readonly state: S, readonly payload: P) {}
}

/** Tasks to send to one mapped state, possibly none. */
export class SendBatch<S extends string = string, P = unknown> {
  /**
   * Makes one.
   *
   * @param state Name of the mapped state.
   * @param payloads What the tasks are given, one each.
   */
  constructor(readonly state: S, readonly payloads: readonly P[]) {}
}

/** A direction to the run. The type parameters say to the compiler which targets and channels must exist. */
export class Direction<G extends string = string, R = unknown, U = unknown> {
  /**
   * Makes one.
   *
   * @param goto State or states to activate.
   * @param update Channel writes, by channel name.
   * @param output Output of the state.
   */
  constructor(readonly goto: G | readonly G[], readonly update: U | undefined, readonly output: R) {}
}

/** What stands for a state that was given up in an earlier life of its run: it is given up again, and not tried. */
export class GivenUp extends Direction<never> {
  /**
   * Makes one.
   *
   * @param outcome What became of the state then.
   */
  constructor(readonly outcome: MissedOutcome) {
    super([], undefined, undefined);
  }
}

/** Anything that directs a run when a state returns it. */
export type Control = Direction | SendTask | SendBatch | readonly (Direction | SendTask | SendBatch)[];

/** What a {@linkcode Command} may say. */
export interface CommandOptions<G extends string, R, U> {
  /** Writes to channels, by name; merged by each channel's reducer. @default {undefined} none */
  readonly update?: U;
  /** Name or names of states to activate, whether or not what they wait for is there. @default {[]} */
  readonly goto?: G | readonly G[];
  /** Output of the state, for those that depend on it. @default {undefined} */
  readonly output?: R;
}

const NONE: readonly never[] = [];

/**
 * Activates a state next, whatever it waits for; a state that has run runs again, and one that is running runs again
 * when it has ended.
 *
 * @param state Name of the state.
 * @returns A direction, to be returned by a state.
 *
 * @example
 * ```ts
 * import { agent, goto } from "puffinflow";
 *
 * const countdown = agent("countdown")
 *   .state("tick", { entry: true }, ({ visit }) => visit < 3 ? goto("tick") : goto("lift-off"))
 *   .state("lift-off", { entry: false }, () => "gone");
 * if ((await countdown.run()).unwrap()["lift-off"] !== "gone") throw new Error("still here");
 * ```
 */
export function goto<const G extends string>(state: G): Direction<G, undefined, never> {
  return new Direction<G, undefined, never>(state, undefined, undefined);
}

/**
 * Writes to channels, routes, and gives an output, in one step.
 *
 * @param options What to do.
 * @returns A direction, to be returned by a state.
 */
export function Command<const G extends string = never, R = undefined, U = never>(
  options: CommandOptions<G, R, U>,
): Direction<G, R, U> {
  const { update, goto: targets = NONE, output } = options;
  return new Direction<G, R, U>(targets, update, output as R);
}

/**
 * Sends one task to a mapped state: a dynamic map. The payload is copied, so that sender and tasks share nothing.
 *
 * @param state Name of the mapped state.
 * @param payload What the task is given: anything that can be cloned.
 * @returns A task, to be returned by a state alone or in a list.
 */
export function Send<const S extends string, P>(state: S, payload: P): SendTask<S, P> {
  return new SendTask(state, payload);
}

/**
 * Sends one task per payload to a mapped state; with no payload at all the mapped state completes with no outputs.
 *
 * @param state Name of the mapped state.
 * @param payloads What the tasks are given, one each.
 * @returns A batch, to be returned by a state.
 */
export function SendAll<const S extends string, P>(state: S, payloads: readonly P[]): SendBatch<S, P> {
  return new SendBatch(state, payloads);
}

/**
 * Tells whether what a state returned directs the run.
 *
 * @param value An object that a state returned.
 */
export function isControl(value: object): value is Control {
  if (Array.isArray(value)) return value.length > 0 && value.every(isSingleControl);
  return isSingleControl(value);
}

function isSingleControl(value: unknown): value is Direction | SendTask | SendBatch {
  return value instanceof Direction || value instanceof SendTask || value instanceof SendBatch;
}
