/**
 * Engines that cheat, for proofs that have to notice it.
 * @module
 */
import { agent } from "puffinflow";

/** What all agents have in common. */
const AGENTS: { run(...values: unknown[]): Promise<unknown> } = Object.getPrototypeOf(agent("any"));

/** Puts something in the place of a method for as long as an action takes. */
export async function withMutant<O extends object, T>(
  { target, method, instead }: {
    readonly target: O;
    readonly method: keyof O & string;
    /** Makes the mutant from the original. */
    readonly instead: (original: (...values: unknown[]) => unknown) => (this: unknown, ...values: unknown[]) => unknown;
  },
  act: () => Promise<T>,
): Promise<T> {
  const original = target[method] as (...values: unknown[]) => unknown;
  Reflect.set(target, method, instead(original));
  try {
    return await act();
  } finally {
    Reflect.set(target, method, original);
  }
}

/** With an engine whose every third run does nothing and answers what the one before it did. */
export function withForgetfulRuns<T>(act: () => Promise<T>): Promise<T> {
  return withMutant({
    target: AGENTS,
    method: "run",
    instead: (original) => {
      let calls = 0, last: unknown;
      return function (...values) {
        return ++calls % 3 === 0 ? last : last = original.apply(this, values);
      };
    },
  }, act);
}

/** With an engine that says at once that all is done, and does nothing. */
export function withIdleRuns<T>(act: () => Promise<T>): Promise<T> {
  const states = new Proxy({}, { get: () => ({ kind: "completed", output: 0 }) });
  const result = { status: "completed", states, output: () => 0, unwrap: () => ({}), outputs: {} };
  return withMutant({ target: AGENTS, method: "run", instead: () => () => Promise.resolve(result) }, act);
}
