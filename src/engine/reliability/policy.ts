/**
 * The one shape of all policies: something that calls a function for you. Which policies there are is
 * in the files named after them; `compose.ts` puts several around each other.
 * @module
 */
import type { Deadline } from "./deadline.ts";

/** What a function is told by the policy that calls it. Hand it on to policies used inside of the function. */
export interface CallContext {
  /** Is aborted when the answer is not wanted any more: by the caller, a limit of time, or a faster attempt. */
  readonly signal: AbortSignal;
  /** Number of the attempt, from 1: counted by the innermost policy around it that makes several. */
  readonly attempt: number;
  /** Until when the answer is wanted, if a limit was passed down. */
  readonly deadline: Deadline | undefined;
}

/** Options of a call. The context of a surrounding policy, or of a state, is one. */
export interface ExecuteOptions {
  /**
   * Ends what the policy waits for, and is handed on to the function. A call whose signal is aborted already
   * rejects with the signal's reason, and the function is not called. @default {undefined}
   */
  readonly signal?: AbortSignal | undefined;
  /** Number of the attempt, from 1, that is handed on. @default {1} */
  readonly attempt?: number | undefined;
  /**
   * Until when the answer is wanted. It is handed on, {@linkcode Retry} starts no wait past it, and
   * {@linkcode DeadlineGuard} enforces it. @default {undefined} no limit
   */
  readonly deadline?: Deadline | undefined;
}

/** What a policy calls. It may throw, reject, return a value or the promise of one. */
export type Work<T> = (context: CallContext) => T | PromiseLike<T>;

/**
 * A policy. One object serves any number of calls at once; state that it learns from, such as a breaker's, is
 * shared by all of them.
 *
 * @typeParam Substitute What it may answer in place of the function: `never` for all but a fallback.
 */
export interface Policy<Substitute = never> {
  /** Exists for the compiler only: what may be answered in place of the function. */
  readonly substitute?: Substitute;
  /**
   * Calls a function as the policy has it.
   *
   * @param fn What to call: once, several times or not at all.
   * @param options How the call may end early.
   * @returns The function's answer.
   * @throws What the function throws, what the policy is known for, and the signal's reason.
   */
  execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T | Substitute>;
}

/** What a policy may answer in place of the function: of several policies, what any of them may. */
export type SubstituteOf<P> = P extends unknown
  ? "substitute" extends keyof P ? (P extends { readonly substitute?: infer Substitute } ? Substitute : never) : never
  : never;
