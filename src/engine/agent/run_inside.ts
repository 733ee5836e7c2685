/**
 * Running another agent from within a state, whenever and as often as its code says so. `subagent()` of the
 * builder declares a state that is nothing but that.
 * @module
 */
import { Context, type StateContext } from "../run/context.ts";
import type { RunResult } from "../run/result.ts";
import type { Agent } from "./agent.ts";
import { DefinedAgent } from "./defined_agent.ts";
import { startInside } from "./sub_agent.ts";
import type { AgentExtras, Outputs, Runnable } from "./typing.ts";

/**
 * Runs an agent as part of the run that a state belongs to: with its clock and chance, under the state's signal, seen
 * by its listeners, counted in its nesting.
 *
 * @param context What the state was given.
 * @param child The other agent.
 * @param input What it is started with.
 * @returns How the inner run ended: `unwrap()` lets its failure be the state's.
 * @throws {NestingError} If agents nest deeper than they may.
 *
 * @example
 * ```ts
 * import { Agent, agent, type ContextOf, runInside, state } from "puffinflow";
 *
 * const shorten = agent("shorten").input<string>().state("short", ({ input }) => input.slice(0, 5));
 *
 * class Digest extends Agent<{ text: string }> {
 *   @state()
 *   async summary(context: ContextOf<Digest>) {
 *     const inner = await runInside(context, shorten, context.input.text);
 *     return inner.unwrap().short;
 *   }
 * }
 *
 * if ((await new Digest().run({ text: "shorter" })).unwrap().summary !== "short") throw new Error("not shortened");
 * ```
 */
export async function runInside<CI, CO extends Outputs, CX extends AgentExtras>(
  context: StateContext<unknown, unknown>,
  child: Agent<CI, CO, CX> & Runnable<CO, CX>,
  input: NoInfer<CI>,
): Promise<RunResult<CO, CX["channels"]>> {
  if (!(context instanceof Context)) {
    throw new TypeError(`Cannot run an agent inside a state as the context must be the one that the state was given`);
  }
  if (!(child instanceof DefinedAgent)) {
    throw new TypeError(
      `Cannot run what is no agent inside a state: hand in what agent() gave, or an instance's 'definition'`,
    );
  }
  // The implementation knows states only by name and leaves all types to the interface.
  return await startInside(child, input, context) as never;
}
