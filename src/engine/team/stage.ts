/**
 * Stages: a team as a state of an agent. What a plan of stages needs is what agents have: `after` and `when`, overlap of
 * what is independent, retries, limits, events. So there is no second scheduler, and stages and plain states mix.
 *
 * How a stage goes about its work is the kind of team that it is given: side by side (`team`), one after another (`team`
 * with `maxConcurrent: 1`), each with what the one before it made (`pipeline`), one agent over a list (`fanOut`). Several
 * stages flow together in any state that names them all in `after`.
 * @module
 */
import { Context } from "../run/context.ts";
import { Ensemble } from "./prepared_team.ts";
import type { Team } from "./team.ts";
import { TeamFailedError, type TeamOutputs, type TeamResult } from "./team_result.ts";

/**
 * Makes the function of a state that runs a team, as part of the run that the state belongs to: with its clock and
 * chance, under the state's signal, seen by its listeners, counted in its nesting.
 *
 * The state completes if the team succeeded or did part of its work, and fails with a {@linkcode TeamFailedError} if not.
 *
 * @param team The team.
 * @param input Makes what it is started with of what the state sees.
 * @param output Makes the state's output of the team's result. @default the result
 * @returns A state's function.
 * @throws {TypeError} If `team` is none.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { fanOut, member, stage, team } from "puffinflow/team";
 *
 * const read = agent("read").input<string>().state("text", ({ input }) => `About ${input}.`);
 * const count = agent("count").input<string>().state("letters", ({ input }) => input.length);
 * const shout = agent("shout").input<string>().state("text", ({ input }) => input.toUpperCase());
 * const reading = fanOut("reading", read, { maxConcurrent: 4 });
 * const review = team("review", { count: member(count, (text: string) => text), shout: member(shout, (text: string) => text) });
 *
 * const report = agent("report").input<{ topics: readonly string[] }>()
 *   .state("pages", stage(reading, ({ input }) => input.topics, (result) => result.unwrap().map(({ text }) => text)))
 *   .state(
 *     "review",
 *     { after: ["pages"], when: ({ from }) => from.pages.length > 1 },
 *     stage(review, ({ from }) => from.pages.join(" ")),
 *   )
 *   .state("end", { after: ["pages", "review"] }, ({ from }) => {
 *     const { count, shout } = from.review.unwrap();
 *     return `${from.pages.length} pages, ${count.letters} letters: ${shout.text}`;
 *   });
 *
 * const { end } = (await report.run({ topics: ["eggs", "fish"] })).unwrap();
 * if (end !== "2 pages, 23 letters: ABOUT EGGS. ABOUT FISH.") throw new Error(end);
 * ```
 */
export function stage<X, I, O extends TeamOutputs, R = TeamResult<O>>(
  team: Team<I, O>,
  input: (context: X) => NoInfer<I>,
  output: (result: TeamResult<O>) => R | PromiseLike<R> = (result) => result as R,
): (context: X) => Promise<R> {
  if (!(team instanceof Ensemble)) {
    throw new TypeError(`Cannot make a stage of what is no team: hand in what team(), pipeline() or fanOut() gave`);
  }
  return async (context) => {
    if (!(context instanceof Context)) {
      throw new TypeError(`Cannot run a team inside a state as the context must be the one that the state was given`);
    }
    const result = await team.runInside(input(context), context);
    if (result.status !== "succeeded" && result.status !== "partial") throw failureOf(result);
    // The implementation knows no types and leaves them to the interface.
    return await output(result as never);
  };
}

function failureOf({ team, status, error: cause, members }: TeamResult<TeamOutputs>): TeamFailedError {
  const reports = Object.values(members), completed = reports.filter((report) => report.status === "completed").length;
  return new TeamFailedError(team, status, { cause, completed, size: reports.length });
}
