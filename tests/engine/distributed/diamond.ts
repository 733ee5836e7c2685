/**
 * The agent of the crash tests: each body says in a ledger that it began, so that a test can count what was done again.
 */
import { agent } from "puffinflow";

/** What a run is told. */
export interface DiamondInput {
  readonly n: number;
  /** How long each body takes, in milliseconds. */
  readonly bodyMs: number;
  /** Whether its last body ends the process. */
  readonly isPoison?: boolean;
}

/** Makes the agent. `began` is called with run and state whenever a body begins. */
// deno-lint-ignore explicit-module-boundary-types explicit-function-return-type -- the builder's type is what is tested
export function diamondOf(began: (n: number, state: string) => void) {
  const body = async ({ n, bodyMs }: DiamondInput, state: string): Promise<void> => {
    began(n, state);
    if (bodyMs > 0) await new Promise((resolve) => setTimeout(resolve, bodyMs));
  };
  return agent("diamond").input<DiamondInput>()
    .state("a", async ({ input }) => {
      await body(input, "a");
      return input.n + 1;
    })
    .state("b", { after: ["a"] }, async ({ input, from }) => {
      await body(input, "b");
      return from.a * 2;
    })
    .state("c", { after: ["a"] }, async ({ input, from }) => {
      await body(input, "c");
      return from.a * 3;
    })
    .state("d", { after: ["b", "c"] }, async ({ input, from }) => {
      await body(input, "d");
      if (input.isPoison) Deno.kill(Deno.pid, "SIGKILL");
      return from.b + from.c;
    });
}
