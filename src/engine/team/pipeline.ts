/**
 * A team of which each member is started with what the one before it made: a chain that ends at the first member that
 * does not complete. It is built step by step, so that the compiler knows what each step has to go by.
 * @module
 */
import { type Agent, agent } from "../agent/agent.ts";
import type { RunOptions } from "../agent/agent_options.ts";
import type { DefinedAgent } from "../agent/defined_agent.ts";
import type { AgentExtras, FreshName, Outputs, Runnable } from "../agent/typing.ts";
import type { Context } from "../run/context.ts";
import { definedAgent } from "./member.ts";
import { Ensemble, memberState, PreparedTeam } from "./prepared_team.ts";
import type { Team } from "./team.ts";
import { type EnsembleOptions, graceMsOf } from "./team_options.ts";
import type { TeamOutputs, TeamResult } from "./team_result.ts";
import type { AnyReport, TeamRun } from "./team_run.ts";

/** What a step knows beside the outputs of the step before it: `I` is the pipeline's input, `O` the outputs so far. */
export interface StepContext<I, O> {
  /** What the pipeline was started with. */
  readonly input: I;
  /** Outputs of all steps before, by name. */
  readonly from: Readonly<O>;
}

/**
 * A chain of agents: `I` is the type of its input, `O` are the outputs of its steps by name, `P` is what the next step
 * goes by: the outputs of the last step, and before the first step the input. Make one with {@linkcode pipeline}.
 */
export interface Pipeline<I, O extends Readonly<Record<string, Outputs>>, P> extends Team<I, O> {
  /**
   * Adds a step.
   *
   * @param name A name that no other step has.
   * @param worker The agent.
   * @param input Makes what it is started with.
   * @returns A new pipeline with this step at its end.
   * @throws {TypeError} If `worker` is no agent, or the name is empty or taken.
   */
  step<N extends string, CI, CO extends Outputs, CX extends AgentExtras>(
    name: FreshName<N, O>,
    worker: Agent<CI, CO, CX> & Runnable<CO, CX>,
    input: (previous: P, context: StepContext<I, O>) => NoInfer<CI>,
  ): Pipeline<I, O & Readonly<Record<N, CO>>, CO>;
}

interface Step {
  readonly name: string;
  readonly agent: DefinedAgent;
  readonly input: (previous: unknown, context: StepContext<unknown, unknown>) => unknown;
}

class StepChain extends Ensemble {
  readonly name: string;
  readonly #options: EnsembleOptions;
  readonly #steps: readonly Step[];
  #team: PreparedTeam | null = null;

  constructor(name: string, options: EnsembleOptions, steps: readonly Step[]) {
    super();
    this.name = name;
    this.#options = options;
    this.#steps = steps;
  }

  step(name: string, worker: object, input: Step["input"]): StepChain {
    if (this.#steps.some((step) => step.name === name)) {
      throw new TypeError(`Cannot add step "${name}" to pipeline "${this.name}" as its steps' names must differ`);
    }
    return new StepChain(this.name, this.#options, [...this.#steps, { name, agent: definedAgent(worker), input }]);
  }

  async run(input: unknown, options?: RunOptions): Promise<TeamResult<TeamOutputs>> {
    return await this.#prepared.run(input, options);
  }

  async runInside(input: unknown, context: Context): Promise<TeamResult<TeamOutputs>> {
    return await this.#prepared.runInside(input, context);
  }

  get #prepared(): PreparedTeam {
    return this.#team ??= this.#prepare();
  }

  #prepare(): PreparedTeam {
    const steps = this.#steps, { instruments = [] } = this.#options, names = steps.map(({ name }) => name);
    const base = agent(this.name, { instruments, onFailure: "fail-fast" }).input<TeamRun>();
    // The compiler cannot follow names that come from a list, and need not: only this room sees the agent.
    const own = names.reduce<object>((built, name, place) => {
      const options = { after: names.slice(Math.max(0, place - 1), place) as never };
      return (built as typeof base).state(name, options, memberState(place));
    }, base);
    return new PreparedTeam({
      name: this.name,
      agent: own,
      names,
      onFailure: "fail-fast",
      graceMs: graceMsOf(this.name, this.#options),
      instruments,
      membersFor: (input) =>
        steps.map((step, place) => ({
          name: step.name,
          agent: step.agent,
          makeInput: (reports) =>
            step.input(previousOf(reports, place, input), { input, from: outputsOf(steps, reports) }),
        })),
    });
  }
}

function previousOf(reports: readonly AnyReport[], place: number, input: unknown): unknown {
  return place === 0 ? input : reports[place - 1]!.result!.outputs;
}

function outputsOf(steps: readonly Step[], reports: readonly AnyReport[]): Readonly<Record<string, unknown>> {
  const done = steps.filter((_, place) => reports[place]!.status === "completed");
  return Object.fromEntries(done.map(({ name }, place) => [name, reports[place]!.result!.outputs]));
}

/**
 * Begins a pipeline.
 *
 * @param name Name for messages, traces and results: text, not empty.
 * @param options How long to wait for a step that was aborted, and what runs are fitted with.
 * @returns A pipeline without steps: add some with `step()`. Write the type of its input beside the name.
 * @throws {TypeError} If the name is empty.
 * @throws {RangeError} If a number in the options is out of its bounds.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { pipeline } from "puffinflow/team";
 *
 * const draft = agent("draft").input<string>().state("text", ({ input }) => `On ${input}`);
 * const check = agent("check").input<{ text: string }>().state("words", ({ input }) => input.text.split(" ").length);
 *
 * const publish = pipeline<string>("publish")
 *   .step("draft", draft, (topic) => topic)
 *   .step("check", check, ({ text }) => ({ text }))
 *   .step("title", draft, ({ words }, { from }) => `${words} words: ${from.draft.text}`);
 * const { title } = (await publish.run("puffins")).unwrap();
 * if (title.text !== "On 2 words: On puffins") throw new Error(title.text);
 * ```
 */
export function pipeline<I>(name: string, options: EnsembleOptions = {}): Pipeline<I, Record<never, never>, I> {
  graceMsOf(name, options);
  agent(name, { instruments: options.instruments ?? [] });
  // The implementation knows steps only by name and leaves all types to the interface.
  return new StepChain(name, options, []) as never;
}
