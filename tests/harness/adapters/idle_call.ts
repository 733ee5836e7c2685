/**
 * Lets one call of a method do nothing, as a fault in a subject would: it answers what the call before it did.
 * @module
 */

/** A call that does nothing. */
export interface IdleCall {
  /** The object that has the method. */
  readonly on: object;
  /** Its name. */
  readonly method: string;
  /** Number of the call, from 2. */
  readonly at: number;
}

/**
 * Calls a function while one call of a method does nothing.
 *
 * @param idle Which call.
 * @param act What to call.
 * @returns What the function returns, and how often the method was called: fewer times than `at` shows nothing.
 */
export async function withIdleCall<T>(
  { on, method, at }: IdleCall,
  act: () => Promise<T>,
): Promise<{ readonly result: T; readonly calls: number }> {
  const original: CallableFunction = Reflect.get(on, method);
  let calls = 0, last: unknown;
  const faulty = function (this: unknown, ...given: unknown[]): unknown {
    if (++calls !== at) last = Reflect.apply(original, this, given);
    return last;
  };
  Reflect.set(on, method, faulty);
  try {
    return { result: await act(), calls };
  } finally {
    Reflect.set(on, method, original);
  }
}
