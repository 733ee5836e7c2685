/**
 * A team as the program has it, without the types: an agent of its own, in which a state stands for each member, and the
 * way to carry it out. So a team has no scheduler: limits, order, abortion and nesting are the engine's.
 * @module
 */
import { systemClock } from "../../time/system_clock.ts";
import type { RunOptions } from "../agent/agent_options.ts";
import type { DefinedAgent } from "../agent/defined_agent.ts";
import { type InnerAgent, startInside } from "../agent/sub_agent.ts";
import type { Clock } from "../../time/clock.ts";
import type { Context } from "../run/context.ts";
import type { Instrument } from "../run/execution.ts";
import type { RunResult } from "../run/result.ts";
import type { TeamFailurePolicy } from "./team_options.ts";
import { type TeamOutputs, type TeamResult, teamResult } from "./team_result.ts";
import { type MemberPart, TeamRun } from "./team_run.ts";

/** What a team is made of. */
export interface PreparedParts {
  readonly name: string;
  /** The team's own agent; its input is a {@linkcode TeamRun}. */
  readonly agent: object;
  /** Names of the members, or `null` if each run's input makes a list of them. */
  readonly names: readonly string[] | null;
  readonly onFailure: TeamFailurePolicy;
  readonly graceMs: number;
  readonly instruments: readonly Instrument[];
  /**
   * Makes the members of one run.
   *
   * @param input What the team is started with.
   */
  membersFor(input: unknown): readonly MemberPart[];
}

/** What all teams are. */
export abstract class Ensemble {
  /** Name of the team. */
  abstract readonly name: string;

  /**
   * Runs the team.
   *
   * @param input What it is started with.
   * @param options Of this run.
   */
  abstract run(input: unknown, options?: RunOptions): Promise<TeamResult<TeamOutputs>>;

  /**
   * Runs the team as part of a state's run.
   *
   * @param input What it is started with.
   * @param context The state's context.
   */
  abstract runInside(input: unknown, context: Context): Promise<TeamResult<TeamOutputs>>;
}

/** A team of which all members are known. */
export class PreparedTeam extends Ensemble {
  readonly name: string;
  readonly #parts: PreparedParts;
  readonly #agent: DefinedAgent;

  constructor(parts: PreparedParts) {
    super();
    this.name = parts.name;
    this.#parts = parts;
    this.#agent = (parts.agent as DefinedAgent).validate();
  }

  async run(input: unknown, options: RunOptions = {}): Promise<TeamResult<TeamOutputs>> {
    const { clock = systemClock, instruments = [] } = options;
    const run = this.#newRun(input, [...this.#parts.instruments, ...instruments]);
    return await this.#carryOut(run, clock, () => this.#agent.run(run, options));
  }

  async runInside(input: unknown, context: Context): Promise<TeamResult<TeamOutputs>> {
    const { clock, instruments } = context.execution.settings,
      run = this.#newRun(input, instruments),
      own = this.#agent;
    // The states that stand for members come back to this run: none of them may be taken from a journal instead.
    const plain: InnerAgent = {
      name: own.name,
      newExecution: (input, inherited) => own.newExecution(input, { ...inherited, instruments: [] }),
    };
    return await this.#carryOut(run, clock, () => startInside(plain, run, context));
  }

  #newRun(input: unknown, instruments: readonly Instrument[]): TeamRun {
    const { name: team, onFailure, graceMs } = this.#parts;
    return new TeamRun({ team, members: this.#parts.membersFor(input), onFailure, graceMs, instruments });
  }

  async #carryOut(run: TeamRun, clock: Clock, start: () => Promise<unknown>): Promise<TeamResult<TeamOutputs>> {
    const startedMs = clock.now();
    const { status, error } = await start() as RunResult<unknown> & { readonly error: unknown };
    const facts = await run.conclude({ status, error }, clock);
    return teamResult({ ...facts, names: this.#parts.names, durationMs: clock.now() - startedMs });
  }
}

/**
 * Makes the function of a state that stands for a member.
 *
 * @param place Which member; with none, the one that the state was sent.
 * @returns A state's function.
 */
export function memberState(place?: number): (context: { readonly input: TeamRun }) => Promise<void> {
  return async (context) => {
    // What a state is given is always a context, of which the builder's types show a part.
    const own = context as Context & { readonly input: TeamRun };
    await own.input.member(place ?? own.index, own);
  };
}
