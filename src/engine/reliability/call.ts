/**
 * The context of a call as policies see it: whether it can be aborted at all, and has been. Most functions
 * never look at their signal, so one is made only when it is asked for.
 * @module
 */
import type { Deadline } from "./deadline.ts";
import type { CallContext, ExecuteOptions, Work } from "./policy.ts";

const NO_OPTIONS: ExecuteOptions = Object.freeze({});

/** A call that ends early only if its caller's signal says so. */
export class Call implements CallContext {
  readonly attempt: number;
  readonly deadline: Deadline | undefined;
  readonly #given: AbortSignal | undefined;
  #made: AbortSignal | undefined;

  /**
   * Makes the context of a call.
   *
   * @param options What the caller said.
   */
  constructor({ signal, attempt = 1, deadline }: ExecuteOptions) {
    this.#given = signal;
    this.attempt = attempt;
    this.deadline = deadline;
  }

  /**
   * Begins a call.
   *
   * @param options What the caller said, or the context of the surrounding policy.
   * @returns Its context.
   * @throws The signal's reason, if it is aborted already.
   */
  static begin(options: ExecuteOptions = NO_OPTIONS): Call {
    const call = options instanceof Call ? options : new Call(options);
    call.throwIfAborted();
    return call;
  }

  get signal(): AbortSignal {
    return this.#given ?? (this.#made ??= new AbortController().signal);
  }

  /** What a policy has to listen to: nothing, if nobody can abort the call. */
  get upstream(): AbortSignal | undefined {
    return this.#given;
  }

  /** Whether the answer is not wanted any more. */
  get isAborted(): boolean {
    return this.#given !== undefined && this.#given.aborted;
  }

  /** Refuses to go on with a call that was aborted. */
  throwIfAborted(): void {
    this.#given?.throwIfAborted();
  }
}

/** A call that a policy aborts. It stands on its own: the policy listens to the outer call's signal. */
export class AbortableCall extends Call {
  #controller: AbortController | undefined;
  #abortion: { readonly reason: unknown } | undefined;

  override get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#abortion !== undefined) this.#controller.abort(this.#abortion.reason);
    }
    return this.#controller.signal;
  }

  override get upstream(): AbortSignal {
    return this.signal;
  }

  override get isAborted(): boolean {
    return this.#abortion !== undefined;
  }

  override throwIfAborted(): void {
    if (this.#abortion !== undefined) throw this.#abortion.reason;
  }

  /**
   * Tells the function that its answer is not wanted any more.
   *
   * @param reason Why.
   */
  abort(reason: unknown): void {
    this.#abortion ??= { reason };
    this.#controller?.abort(reason);
  }
}

/**
 * Calls a function so that whatever it does becomes a promise, a synchronous throw too.
 *
 * @param fn What to call.
 * @param call What it is told.
 * @returns Its answer.
 */
export async function invoke<T>(fn: Work<T>, call: Call): Promise<T> {
  return await fn(call);
}
