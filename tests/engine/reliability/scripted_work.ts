/**
 * Functions that behave badly on a simulated clock, drawn at random, for tests of policies.
 * @module
 */
import fc from "fast-check";
import type { CallContext } from "../../../src/engine/reliability/mod.ts";
import type { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** How a function behaves. */
export interface Behaviour {
  readonly kind: "returns" | "throws" | "resolves" | "rejects" | "hangs" | "hangs-until-aborted";
  /** When it settles, if it takes time, in milliseconds. */
  readonly afterMs: number;
}

/** Any behaviour; with some that never settle if asked for. */
export function behaviours(maxAfterMs: number, hang: "may-hang" | "settles"): fc.Arbitrary<Behaviour> {
  const settling = ["returns", "throws", "resolves", "rejects"] as const;
  const kinds = hang === "may-hang" ? [...settling, "hangs", "hangs-until-aborted"] as const : settling;
  return fc.record({ kind: fc.constantFrom(...kinds), afterMs: fc.integer({ min: 1, max: maxAfterMs }) });
}

/** Behaves so. */
export function behave(
  { kind, afterMs }: Behaviour,
  clock: SimulatedClock,
  { signal }: CallContext,
): string | Promise<string> {
  switch (kind) {
    case "returns":
      return "answer";
    case "throws":
      throw new Error("thrown");
    case "resolves":
      return new Promise((resolve) => clock.after(afterMs, () => resolve("answer")));
    case "rejects":
      return new Promise((_, reject) => clock.after(afterMs, () => reject(new Error("rejected"))));
    case "hangs":
      return new Promise(() => {});
    case "hangs-until-aborted":
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  }
}
