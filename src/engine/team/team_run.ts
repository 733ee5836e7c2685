/**
 * One run of a team: starts its members as runs inside states of the team's own agent, keeps what becomes of them, and
 * ends the team when they have decided. When a member's turn comes is the scheduler's; what they decide, `verdict.ts`'s.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { type InnerAgent, startInside } from "../agent/sub_agent.ts";
import type { Outputs } from "../agent/typing.ts";
import { PuffinError } from "../puffin_error.ts";
import type { Context } from "../run/context.ts";
import type { Instrument } from "../run/execution.ts";
import { QuorumError } from "../run/quorum_error.ts";
import type { RunResult } from "../run/result.ts";
import { BODY_WATCH, MemberFlight, untilLanded } from "./in_flight.ts";
import type { TeamFailurePolicy } from "./team_options.ts";
import type { MemberReport, TeamFacts } from "./team_result.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** Why members are aborted, and others not started: the rest of the team has decided. */
export class TeamEndedError extends PuffinError {
  /** The class's name. */
  override readonly name = "TeamEndedError";
  /** Stable name of this kind of error. */
  override readonly code = "team-ended";

  /** Words the error. */
  constructor(
    /** Name of the team. */
    readonly team: string,
    /** What it came to. */
    readonly verdict: "succeeded" | "partial" | "failed",
  ) {
    super(
      `Cannot go on with a member of team "${team}" as the team must be undecided: by its policy it has ${verdict}`,
    );
  }
}

/** A member's report, whatever its types. */
export type AnyReport = MemberReport<Outputs>;

/** A member as a run sees it. */
export interface MemberPart {
  readonly name: string;
  readonly agent: InnerAgent;
  /** Makes what it is started with, perhaps of what became of the members before it. */
  readonly makeInput: (reports: readonly AnyReport[]) => unknown;
}

/** What a run of a team is made of. */
export interface TeamRunParts {
  readonly team: string;
  readonly members: readonly MemberPart[];
  readonly onFailure: TeamFailurePolicy;
  readonly graceMs: number;
  /** What the members' runs are fitted with. */
  readonly instruments: readonly Instrument[];
}

/** How the run of the team's own agent ended. */
export interface OuterEnd {
  readonly status: RunResult<unknown>["status"];
  readonly error: unknown;
}

const NOT_STARTED: AnyReport = Object.freeze({ status: "not-started", result: null });

/** One run of a team; the team's own agent has it as its input. */
export class TeamRun {
  readonly #parts: TeamRunParts;
  readonly #reports: AnyReport[];
  readonly #flights: readonly MemberFlight[];
  readonly #pending: Promise<void>[] = [];
  #firstError: unknown;
  #completed = 0;
  #missed = 0;

  constructor(parts: TeamRunParts) {
    this.#parts = parts;
    this.#reports = parts.members.map(() => NOT_STARTED);
    this.#flights = parts.members.map(() => new MemberFlight());
  }

  /** Places of the members. */
  get places(): readonly number[] {
    return this.#reports.map((_, place) => place);
  }

  /**
   * Runs a member: the function of the state that stands for it.
   *
   * @param place Which one.
   * @param context What the state was given.
   * @throws {TeamEndedError} If the team is decided before all its members have ended.
   */
  async member(place: number, context: Context): Promise<void> {
    const running = this.#run(place, context);
    this.#pending.push(running);
    await running;
    this.endIfDecided();
  }

  /**
   * Ends the team if its members have decided.
   *
   * @throws {TeamEndedError} If they have, and not all of them have ended.
   */
  endIfDecided(): void {
    const verdict = this.#verdict, { team, members } = this.#parts;
    if (verdict !== null && this.#completed + this.#missed < members.length) throw new TeamEndedError(team, verdict);
  }

  /**
   * Waits for the members that were aborted when the team ended, and sums up.
   *
   * @param outer How the run of the team's own agent ended.
   * @param clock Measures the wait.
   * @returns What the team came to.
   */
  async conclude(outer: OuterEnd, clock: Clock): Promise<Omit<TeamFacts, "durationMs" | "names">> {
    const { team, graceMs, members } = this.#parts, reports = this.#reports;
    // What ended the team from outside counts, whatever its members come to because of it.
    const isEndedOutside = outer.status === "timed-out" || outer.status === "cancelled";
    const status = isEndedOutside ? outer.status : this.#verdict ?? "failed";
    const error = isEndedOutside ? outer.error : this.#errorOf(status) ?? outer.error;
    await Promise.all(this.#pending);
    await untilLanded(this.#flights, graceMs, clock);
    const stillRunning = members.filter((_, place) => !this.#flights[place]!.isLanded).map(({ name }) => name);
    return { team, status, error: status === "succeeded" ? undefined : error, reports, stillRunning };
  }

  /** What the members have decided so far; `null` while that is open. Once made, the decision stays. */
  get #verdict(): Verdict | null {
    const { onFailure, members } = this.#parts;
    return verdictOf(onFailure, { size: members.length, completed: this.#completed, missed: this.#missed });
  }

  async #run(place: number, context: Context): Promise<void> {
    const { clock } = context.execution.settings, startedMs = clock.now();
    let report: AnyReport;
    try {
      const result = await this.#start(place, context);
      // The result's status says which of the union's members it is.
      report = { status: result.status, result, durationMs: clock.now() - startedMs } as AnyReport;
    } catch (error) {
      report = { status: "faulted", result: null, error };
    }
    this.#reports[place] = Object.freeze(report);
    if (report.status === "completed") this.#completed++;
    else if (this.#missed++ === 0) this.#firstError = errorOf(report);
  }

  #start(place: number, context: Context): Promise<RunResult<Outputs>> {
    const { name, agent, makeInput } = this.#parts.members[place]!, flight = this.#flights[place]!;
    const instruments = [...this.#parts.instruments, BODY_WATCH];
    const fitted: InnerAgent = {
      name,
      newExecution(input, inherited) {
        const execution = agent.newExecution(input, { ...inherited, instruments });
        flight.follow(execution);
        return execution;
      },
    };
    return startInside(fitted, makeInput(this.#reports), context);
  }

  #errorOf(status: TeamFacts["status"]): unknown {
    const { team, onFailure } = this.#parts, cause = this.#firstError;
    if (status !== "failed" || typeof onFailure !== "object") return cause;
    return new QuorumError(team, { completed: this.#completed, needs: onFailure.needs, cause });
  }
}

function errorOf(report: AnyReport): unknown {
  if (report.result === null) return report.status === "faulted" ? report.error : undefined;
  return report.result.status === "completed" ? undefined : report.result.error;
}
