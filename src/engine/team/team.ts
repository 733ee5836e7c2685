/**
 * A team: several agents run as one, each under a name. `pipeline.ts` makes teams of which each member is started with
 * what the one before it made, `fan_out.ts` teams of one agent and a list of inputs.
 * @module
 */
import { agent } from "../agent/agent.ts";
import type { RunOptions } from "../agent/agent_options.ts";
import type { Outputs } from "../agent/typing.ts";
import { type AnyMember, DefinedMember, type Member } from "./member.ts";
import { memberState, PreparedTeam } from "./prepared_team.ts";
import { graceMsOf, policyOf, type TeamOptions } from "./team_options.ts";
import type { TeamOutputs, TeamResult } from "./team_result.ts";
import type { TeamRun } from "./team_run.ts";

/** Several agents that are run as one: `I` is the type of the team's input, `O` are its members' outputs. */
export interface Team<I, O extends TeamOutputs> {
  /** Name of the team. */
  readonly name: string;
  /**
   * Runs the team. Runs of one team share nothing; any number may be in flight.
   *
   * @param input What its members' inputs are made of.
   * @param options Signal, limit, clock and chance of this run. When the signal or the limit ends it, members in flight
   * are aborted and waited for, as long as `graceMs` allows.
   * @returns What became of the team and of every member. A failure of a member is a value, not a rejection.
   * @throws {RangeError} If `timeoutMs` is out of its bounds.
   */
  run(input: I, options?: RunOptions): Promise<TeamResult<O>>;
}

/** Members by name. */
export type Members = Readonly<Record<string, AnyMember>>;

/** What a team with the members `M` is started with: all that its members read. */
export type TeamInputOf<M extends Members> = {
  readonly [K in keyof M]: M[K] extends Member<infer I, Outputs> ? (input: I) => void : never;
}[keyof M] extends (input: infer I) => void ? I : never;

/** Outputs of the members `M`, by name. */
export type TeamOutputsOf<M extends Members> = {
  readonly [K in keyof M]: M[K] extends Member<never, infer O> ? O : never;
};

/**
 * Makes a team of agents that run side by side.
 *
 * @param name Name for messages, traces and results: text, not empty.
 * @param members The members by name, made with {@linkcode member}.
 * @param options What a failure does, and how many may be in flight.
 * @returns A team. Its input is what its members read of it.
 * @throws {TypeError} If a name is empty, there is no member, or one is none.
 * @throws {RangeError} If a number in the options is out of its bounds.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { bestBy, member, tally, team } from "puffinflow/team";
 *
 * const length = agent("length").input<string>().state("score", ({ input }) => Math.min(input.length / 40, 1));
 * const style = agent("style").input<{ text: string }>().state("score", ({ input }) => input.text.includes("!") ? 0 : 1);
 * const broken = agent("broken").state("score", (): number => {
 *   throw new Error("out of order");
 * });
 *
 * const jury = team("jury", {
 *   length: member(length, (draft: string) => draft),
 *   style: member(style, (draft: string) => ({ text: draft })),
 *   taste: member(broken),
 * });
 * const result = await jury.run("Puffins nest in burrows!");
 *
 * if (result.status !== "partial" || result.members.taste.status !== "failed") throw new Error(result.status);
 * // The style's 0 is a value; the taste has none.
 * const { average, count, missing } = tally(result, ({ score }) => score);
 * if (average !== 0.3 || count !== 2 || missing.join() !== "taste") throw new Error(`unexpected: ${average}`);
 * if (bestBy(result, ({ score }) => score)?.member !== "length") throw new Error("not the best");
 * ```
 */
export function team<const M extends Members>(
  name: string,
  members: M,
  options: TeamOptions = {},
): Team<TeamInputOf<M>, TeamOutputsOf<M>> {
  const list = Object.entries(members), { maxConcurrent = Infinity, instruments = [] } = options;
  if (list.length === 0) throw new TypeError(`Cannot make team "${name}" as it must have a member`);
  const parts = list.map(([member, defined]) => ({ name: member, defined: definedMember(name, member, defined) }));
  const base = agent(name, { maxConcurrent, instruments, onFailure: "fail-fast" }).input<TeamRun>();
  // The compiler cannot follow names that come from a list, and need not: only this room sees the agent.
  const own = parts.reduce<object>(
    (built, part, place) => (built as typeof base).state(part.name, memberState(place)),
    base,
  );
  const prepared = new PreparedTeam({
    name,
    agent: own,
    names: list.map(([member]) => member),
    onFailure: policyOf(name, options, list.length),
    graceMs: graceMsOf(name, options),
    instruments,
    membersFor: (input) =>
      parts.map(({ name, defined }) => ({
        name,
        agent: defined.definition,
        makeInput: () => defined.inputFor(input),
      })),
  });
  // The implementation knows members only by name and leaves all types to the interface.
  return prepared as never;
}

function definedMember(team: string, name: string, given: AnyMember): DefinedMember {
  if (given instanceof DefinedMember) return given;
  throw new TypeError(`Cannot make team "${team}" as its members must be made with member(): "${name}" is not`);
}
