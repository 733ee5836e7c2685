/**
 * A team of one agent and a list: a member per item, as many as a run's input has.
 * @module
 */
import { type Agent, agent } from "../agent/agent.ts";
import type { AgentExtras, Outputs, Runnable } from "../agent/typing.ts";
import { wholeNumber } from "../coordination/whole_number.ts";
import { SendAll } from "../run/control.ts";
import { definedAgent } from "./member.ts";
import { memberState, PreparedTeam } from "./prepared_team.ts";
import type { Team } from "./team.ts";
import { graceMsOf, policyOf, type TeamOptions } from "./team_options.ts";
import type { TeamRun } from "./team_run.ts";

/** Options of a team over a list. */
export interface FanOutOptions extends TeamOptions {
  /** Most items of one run, a whole number of 1 or more; a longer list is refused. @default {10_000} */
  readonly maxItems?: number;
}

/**
 * Makes a team that runs one agent for each item of a list. Reports and outputs are lists in the same order; a list
 * without items succeeds, unless a quorum is asked for.
 *
 * @param name Name for messages, traces and results: text, not empty.
 * @param worker The agent; its input is one item.
 * @param options What a failure does, and how many may be in flight.
 * @returns A team, of which the input is the list. Its `run()` rejects with a `RangeError` if that is too long.
 * @throws {TypeError} If `worker` is no agent, or the name is empty.
 * @throws {RangeError} If a number in the options is out of its bounds.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { fanOut } from "puffinflow/team";
 *
 * const length = agent("length").input<string>().state("letters", ({ input }) => input.length);
 * const lengths = fanOut("lengths", length, { maxConcurrent: 2 });
 *
 * const each = (await lengths.run(["to", "be", "otherwise"])).unwrap();
 * if (each.map(({ letters }) => letters).join() !== "2,2,9") throw new Error("wrong lengths");
 * ```
 */
export function fanOut<CI, CO extends Outputs, CX extends AgentExtras>(
  name: string,
  worker: Agent<CI, CO, CX> & Runnable<CO, CX>,
  options: FanOutOptions = {},
): Team<readonly CI[], readonly CO[]> {
  const { maxItems = 10_000, maxConcurrent = Infinity, instruments = [] } = options;
  wholeNumber(maxItems, { action: `make team "${name}"`, option: "maxItems" });
  const definition = definedAgent(worker);
  const own = agent(name, { maxConcurrent, instruments, onFailure: "fail-fast", maxSteps: maxItems + 1 })
    .input<TeamRun>()
    .map("item", memberState())
    .state("items", { to: ["item"] }, ({ input: run }) => {
      run.endIfDecided();
      return SendAll("item", run.places);
    });
  const prepared = new PreparedTeam({
    name,
    agent: own,
    names: null,
    onFailure: policyOf(name, options, Infinity),
    graceMs: graceMsOf(name, options),
    instruments,
    membersFor: (input) =>
      listOf(name, input, maxItems).map((item, place) => ({
        name: String(place),
        agent: definition,
        makeInput: () => item,
      })),
  });
  // The implementation knows no types and leaves them to the interface.
  return prepared as never;
}

function listOf(team: string, input: unknown, maxItems: number): readonly unknown[] {
  if (!Array.isArray(input)) throw new TypeError(`Cannot run team "${team}" as its input must be a list`);
  if (input.length <= maxItems) return input;
  throw new RangeError(
    `Cannot run team "${team}" as its list must have at most ${maxItems} items: current value is ${input.length} ` +
      `(raise 'maxItems')`,
  );
}
