/**
 * The builder: what a user writes. Every call gives a new, immutable agent that shares all it can with
 * the one before, so a definition can be extended in two directions, and a thousand states cost a
 * thousand small objects and not half a million.
 * @module
 */
import { compile, type Plan } from "../graph/plan.ts";
import type { StateDefinition } from "../graph/state_definition.ts";
import { systemRandom } from "../../random/system_random.ts";
import type { Random } from "../../random/random.ts";
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import type { StateContext } from "../run/context.ts";
import { Execution, type ExecutionSettings } from "../run/execution.ts";
import { startGuarded } from "../run/guard.ts";
import { ReadyQueue } from "../run/ready_queue.ts";
import type { RunResult } from "../run/result.ts";
import { start } from "../run/scheduler.ts";
import { checkTimeoutMs, stateDefinition, type StateOptions } from "./state_options.ts";

/** Outputs by state name. */
export type Outputs = Readonly<Record<string, unknown>>;

/** A name that is not taken yet; `never` makes the compiler refuse it. Agents built in loops know no names. */
export type FreshName<N extends string, O> = string extends keyof O ? N : N extends keyof O ? never : N;

/** Outputs of the states named in `A`, in the same order. */
export type OutputsOf<A extends readonly PropertyKey[], O> = { readonly [K in keyof A]: O[A[K] & keyof O] };

/** Options of an agent. */
export interface AgentOptions {
  /**
   * Most states of one run that are in flight at once: a whole number of 1 or more. States beyond it wait, in
   * declared order, and none is lost. @default {Infinity} no limit
   */
  readonly maxConcurrent?: number;
  /**
   * What the failure of a state does to the run. `isolate` marks the states that depend on it and lets all
   * others finish; `fail-fast` ends the run at once and aborts what is in flight. @default {"isolate"}
   */
  readonly onFailure?: "isolate" | "fail-fast";
}

/** Options of one run. */
export interface RunOptions {
  /** Cancels the run when aborted: the result is there at once, with status `cancelled`. @default {undefined} */
  readonly signal?: AbortSignal;
  /** Longest duration of the run in milliseconds, above 0. @default {undefined} no limit */
  readonly timeoutMs?: number;
  /** Where time comes from. @default {systemClock} */
  readonly clock?: Clock;
  /** Where the jitter of retries comes from; seed it to replay a run. @default {systemRandom} */
  readonly random?: Random;
}

/**
 * A definition of states and their dependencies. `I` is the type of the input, `O` that of the outputs
 * by state name. Make one with {@linkcode agent}.
 */
export interface Agent<I, O extends Outputs> {
  /** Name of the agent. */
  readonly name: string;
  /**
   * Says what a run is started with. Only types change.
   *
   * @returns The same states with another input type.
   */
  input<T>(): Agent<T, O>;
  /**
   * Adds an entry state: it depends on nothing.
   *
   * @param name A name that no other state of the agent has.
   * @param body What it does; synchronous, or returning a promise.
   * @returns A new agent with this state.
   * @throws {TypeError} If the name is empty or the body is not a function.
   */
  state<N extends string, R>(
    name: FreshName<N, O>,
    body: (context: StateContext<I, Record<never, never>, readonly []>) => R,
  ): Agent<I, O & Readonly<Record<N, Awaited<R>>>>;
  /**
   * Adds a state with options.
   *
   * @param name A name that no other state of the agent has.
   * @param options What it waits for, how often it is tried, how long it may take.
   * @param body What it does; synchronous, or returning a promise.
   * @returns A new agent with this state.
   * @throws {TypeError} If the name is empty or the body is not a function.
   * @throws {RangeError} If a number in the options is out of its bounds.
   */
  state<N extends string, const A extends readonly (keyof O & string)[], R>(
    name: FreshName<N, O>,
    options: StateOptions<A>,
    body: (context: StateContext<I, Pick<O, A[number]>, OutputsOf<A, O>>) => R,
  ): Agent<I, O & Readonly<Record<N, Awaited<R>>>>;
  /**
   * Checks the definition now instead of at the first run.
   *
   * @returns This agent.
   * @throws {DefinitionError} If there is no state, a name is declared twice, or states wait for what does not exist or for themselves.
   */
  validate(): this;
  /**
   * Starts a run. Runs of one agent share nothing; any number may be in flight.
   *
   * @param input What the states see as `input`.
   * @param options Signal, limit, clock and chance of this run.
   * @returns How the run ended. A failure of a state is a value, not a rejection.
   * @throws {DefinitionError} If the definition is wrong: before anything starts.
   * @throws {RangeError} If `timeoutMs` is out of its bounds.
   */
  run(input: I, options?: RunOptions): Promise<RunResult<O>>;
}

/** Declared states, latest first: extending a list this way shares all of it. */
interface StateList {
  readonly state: StateDefinition;
  readonly before: StateList | null;
}

class DefinedAgent {
  readonly name: string;
  readonly #states: StateList | null;
  readonly #settings: ExecutionSettings;
  #plan: Plan | null = null;

  constructor(name: string, settings: ExecutionSettings, states: StateList | null) {
    this.name = name;
    this.#settings = settings;
    this.#states = states;
  }

  input(): this {
    return this;
  }

  state(name: string, options: StateOptions | StateDefinition["body"], body?: StateDefinition["body"]): DefinedAgent {
    const declaration = typeof options === "function"
      ? { name, options: {}, body: options }
      : { name, options: options ?? {}, body: body! };
    const state = stateDefinition(this.name, declaration);
    return new DefinedAgent(this.name, this.#settings, { state, before: this.#states });
  }

  validate(): this {
    this.#plan ??= this.#compile();
    return this;
  }

  run(input: unknown, options?: RunOptions): Promise<unknown> {
    const plan = this.#plan ??= this.#compile();
    if (options === undefined) return start(new Execution(plan, input, this.#settings, this.#readyQueue()));
    const { signal, timeoutMs, clock = this.#settings.clock, random = this.#settings.random } = options;
    const limits = { signal, timeoutMs: timeoutMs === undefined ? 0 : checkTimeoutMs(timeoutMs, "the run") };
    const settings = { ...this.#settings, clock, random };
    return startGuarded(new Execution(plan, input, settings, this.#readyQueue()), limits);
  }

  #readyQueue(): ReadyQueue | null {
    return this.#settings.maxConcurrent === Infinity ? null : new ReadyQueue();
  }

  #compile(): Plan {
    const states: StateDefinition[] = [];
    for (let list = this.#states; list !== null; list = list.before) states.push(list.state);
    return compile(this.name, states.reverse());
  }
}

/**
 * Begins an agent.
 *
 * @param name Name for messages, traces and results: text, not empty.
 * @param options Limits that hold for every run.
 * @returns An agent without states: add some with `state()`.
 * @throws {TypeError} If the name is empty.
 * @throws {RangeError} If `maxConcurrent` is not a whole number of 1 or more.
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
  const { maxConcurrent = Infinity, onFailure = "isolate" } = options;
  if (typeof name !== "string" || name === "") {
    throw new TypeError(`Cannot begin an agent as its name must be text: current value is ${JSON.stringify(name)}`);
  }
  if (maxConcurrent !== Infinity && !(Number.isInteger(maxConcurrent) && maxConcurrent >= 1)) {
    throw new RangeError(
      `Cannot begin agent "${name}" as 'maxConcurrent' must be a whole number of 1 or more: current value is ${maxConcurrent}`,
    );
  }
  const settings: ExecutionSettings = { clock: systemClock, random: systemRandom, maxConcurrent, onFailure };
  // The implementation knows states only by name and leaves all types to the interface.
  return new DefinedAgent(name, settings, null) as never;
}
