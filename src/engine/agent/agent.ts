/**
 * The builder: what a user writes. Every call gives a new, immutable agent that shares all it can with
 * the one before, so a definition can be extended in two directions, and a thousand states cost a
 * thousand small objects and not half a million. `defined_agent.ts` is behind it.
 * @module
 */
import type { Reducer } from "../data/channel.ts";
import type { CompensationContext } from "../run/compensation.ts";
import type { MappedContext, StateContext } from "../run/context.ts";
import type { RunResult } from "../run/result.ts";
import type { AgentDescription } from "../graph/description.ts";
import { type AgentOptions, agentSettings, type RunOptions } from "./agent_options.ts";
import { DefinedAgent } from "./defined_agent.ts";
import type { Run } from "./run_handle.ts";
import type { CommonStateOptions, StateOptions } from "./state_options.ts";
import type { SubAgentOptions } from "./sub_agent.ts";
import type {
  AfterOf,
  AgentExtras,
  FreshName,
  FromOf,
  NoExtras,
  OutputOf,
  Outputs,
  Runnable,
  ValuesOf,
  WantsOf,
  WithChannel,
  WithConstants,
  WithOutput,
  WithPayload,
  WithWants,
} from "./typing.ts";

/**
 * A definition of states and of the ways between them. `I` is the type of the input, `O` that of the outputs
 * by state name, `X` what else the compiler keeps track of. Make one with {@linkcode agent}.
 */
export interface Agent<I, O extends Outputs, X extends AgentExtras = NoExtras> {
  /** Name of the agent. */
  readonly name: string;
  /**
   * Says what a run is started with. Only types change.
   *
   * @returns The same states with another input type.
   */
  input<T>(): Agent<T, O, X>;
  /**
   * Adds a channel: data that states write by returning `Command({ update })` and later states read.
   *
   * @param name A name that no other channel of the agent has.
   * @param reducer How writes are merged. Without one, the last write holds, and two states that write side by
   * side are a `ConflictError`.
   * @returns A new agent with this channel.
   * @throws {TypeError} If the name is empty or taken.
   */
  channel<N extends string, T, W>(
    name: FreshName<N, X["channels"]>,
    reducer: Reducer<T, W>,
  ): Agent<I, O, WithChannel<X, N, T, W>>;
  /**
   * Adds a channel of which the last write holds.
   *
   * @param name A name that no other channel of the agent has.
   * @param initial Its value before the first write.
   * @returns A new agent with this channel.
   * @throws {TypeError} If the name is empty or taken.
   */
  channel<T, N extends string = string>(
    name: FreshName<N, X["channels"]>,
    initial: { readonly initial: T },
  ): Agent<I, O, WithChannel<X, N, T, T>>;
  /**
   * Adds values that every state of every run reads under `constants`: settings that belong to the definition.
   *
   * @param values The values by name; copied and frozen, nested ones included. They are added to those before and
   * may replace none.
   * @returns A new agent with these constants.
   * @throws {TypeError} If a name is empty or taken.
   * @throws {DOMException} If a value cannot be copied.
   *
   * @example
   * ```ts
   * import { agent } from "puffinflow";
   *
   * const short = agent("short").input<string>()
   *   .constants({ longest: 5 })
   *   .state("cut", ({ input, constants }) => input.slice(0, constants.longest));
   * if ((await short.run("puffinflow")).unwrap().cut !== "puffi") throw new Error("wrong cut");
   * ```
   */
  constants<K extends Readonly<Record<string, unknown>>>(values: K): Agent<I, O, WithConstants<X, K>>;
  /**
   * Adds a state that waits for nothing.
   *
   * @param name A name that no other state of the agent has.
   * @param body What it does; synchronous, or returning a promise. It returns its output, or `goto`, `Command`,
   * `Send`, `SendAll` or a list of these.
   * @returns A new agent with this state.
   * @throws {TypeError} If the name is empty or the body is not a function.
   */
  state<N extends string, R>(
    name: FreshName<N, O>,
    body: (context: StateContext<I, Record<never, never>, readonly [], X["channels"], X["constants"]>) => R,
  ): Agent<I, WithOutput<O, N, OutputOf<R>>, WithWants<X, WantsOf<R>>>;
  /**
   * Adds a state with options.
   *
   * @param name A name that no other state of the agent has.
   * @param options What it waits for, whether it runs, how often it is tried, how long it may take, what undoes it.
   * @param body What it does.
   * @returns A new agent with this state.
   * @throws {TypeError} If the name is empty, the body is not a function, or resources are declared without a pool.
   * @throws {RangeError} If a number in the options is out of its bounds.
   * @throws {RequestTooLargeError} If the resources can never be had from the agent's pool.
   */
  state<N extends string, R, const A extends AfterOf<O> = readonly []>(
    name: FreshName<N, O>,
    options: StateOptions<
      A,
      StateContext<I, FromOf<A, O>, ValuesOf<A, O>, X["channels"], X["constants"]>,
      CompensationContext<I, NoInfer<OutputOf<R>>>
    >,
    body: (context: StateContext<I, FromOf<A, O>, ValuesOf<A, O>, X["channels"], X["constants"]>) => R,
  ): Agent<I, WithOutput<O, N, OutputOf<R>>, WithWants<X, WantsOf<R>>>;
  /**
   * Adds a state that runs once for each payload that is sent to it with `Send` or `SendAll`. Its output, for
   * those that wait for it, is the list of its tasks' outputs in the order of sending.
   *
   * @param name A name that no other state of the agent has.
   * @param body What it does with `payload`: write the type of the payload beside the parameter.
   * @param options How often it is tried, how long it may take.
   * @returns A new agent with this state.
   * @throws {TypeError} If the name is empty or the body is not a function.
   *
   * @example
   * ```ts
   * import { agent, type MappedContext, SendAll } from "puffinflow";
   *
   * const lengths = agent("lengths").input<readonly string[]>()
   *   .map("measure", ({ payload }: MappedContext<readonly string[], string>) => payload.length)
   *   .state("scatter", ({ input }) => SendAll("measure", input))
   *   .state("total", { after: ["measure"] }, ({ from }) => from.measure.reduce((sum, length) => sum + length, 0));
   * if ((await lengths.run(["to", "be"])).unwrap().total !== 4) throw new Error("wrong total");
   * ```
   */
  map<N extends string, P, R>(
    name: FreshName<N, O>,
    body: (context: MappedContext<I, P, X["channels"], X["constants"]>) => R,
    options?: CommonStateOptions<MappedContext<I, P, X["channels"]>>,
  ): Agent<I, WithOutput<O, N, readonly OutputOf<R>[]>, WithPayload<X, N, P, WantsOf<R>>>;
  /**
   * Adds a state that runs another agent.
   *
   * @param name A name that no other state of the agent has.
   * @param child The other agent.
   * @param options What it waits for, what it is started with, what becomes of its outputs and of its failure.
   * @returns A new agent with this state; its output is what `output` makes of the child's, or all of them.
   * @throws {TypeError} If the name is empty.
   */
  subagent<
    N extends string,
    CI,
    CO extends Outputs,
    CX extends AgentExtras,
    const A extends AfterOf<O> = readonly [],
    R = Readonly<CO>,
  >(
    name: FreshName<N, O>,
    child: Agent<CI, CO, CX> & Runnable<CO, CX>,
    options: SubAgentOptions<
      A,
      StateContext<I, FromOf<A, O>, ValuesOf<A, O>, X["channels"], X["constants"]>,
      NoInfer<CI>,
      CO,
      R
    >,
  ): Agent<I, WithOutput<O, N, R>, X>;
  /**
   * Checks the definition now instead of at the first run.
   *
   * @returns This agent.
   * @throws {DefinitionError} If there is no state or none that starts, a name is declared twice, or states wait for or
   * route to what does not exist, or wait for themselves.
   */
  validate(): this;
  /**
   * Describes the definition as data: for pictures and for tools.
   *
   * @returns States, what they wait for and where they route to.
   * @throws {DefinitionError} As `validate()`.
   */
  describe(): AgentDescription;
  /**
   * Starts a run. Runs of one agent share nothing; any number may be in flight.
   *
   * @param input What the states see as `input`.
   * @param options Signal, limit, clock and chance of this run.
   * @returns How the run ended. A failure of a state is a value, not a rejection.
   * @throws {DefinitionError} If the definition is wrong: before anything starts.
   * @throws {TypeError} If an instrument is none, or a pool that is none or replaces none is handed in.
   * @throws {RangeError} If `timeoutMs` is out of its bounds.
   */
  run(this: this & Runnable<O, X>, input: I, options?: RunOptions): Promise<RunResult<O, X["channels"]>>;
  /**
   * Starts a run that can be watched, held and cancelled. Its first state starts in the next microtask, so
   * whoever asks for `events()` at once misses nothing.
   *
   * @param input What the states see as `input`.
   * @param options Signal, limit, clock and chance of this run.
   * @returns A handle; its `result` is that of `run()`.
   * @throws {DefinitionError} If the definition is wrong: before anything starts.
   */
  start(this: this & Runnable<O, X>, input: I, options?: RunOptions): Run<O, X["channels"]>;
}

/**
 * Begins an agent.
 *
 * @param name Name for messages, traces and results: text, not empty.
 * @param options Limits that hold for every run.
 * @returns An agent without states: add some with `state()`.
 * @throws {TypeError} If the name is empty.
 * @throws {RangeError} If a number in the options is out of its bounds.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 *
 * const greeting = agent("greeting")
 *   .input<{ name: string }>()
 *   .state("trim", ({ input }) => input.name.trim())
 *   .state("greet", { after: ["trim"] }, async ({ from }) => await Promise.resolve(`Hello, ${from.trim}!`));
 *
 * const result = await greeting.run({ name: " Ada " });
 * if (result.status !== "completed") throw result.error;
 * if (result.outputs.greet !== "Hello, Ada!") throw new Error("unexpected greeting");
 * ```
 */
export function agent(name: string, options: AgentOptions = {}): Agent<void, Record<never, never>> {
  if (typeof name !== "string" || name === "") {
    throw new TypeError(`Cannot begin an agent as its name must be text: current value is ${JSON.stringify(name)}`);
  }
  // The implementation knows states only by name and leaves all types to the interface.
  return new DefinedAgent({
    name,
    settings: agentSettings(name, options),
    deadLetters: options.deadLetters ?? null,
    states: null,
    channels: [],
  }) as never;
}
