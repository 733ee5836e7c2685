/**
 * An agent as the program has it, without the types: a list of declared states, compiled at the first run.
 * @module
 */
import type { ChannelDefinition } from "../data/channel.ts";
import { RunData } from "../data/run_data.ts";
import { frozen } from "../data/frozen.ts";
import { compile } from "../graph/compile.ts";
import { type AgentDescription, describe } from "../graph/description.ts";
import type { Plan } from "../graph/plan.ts";
import type { StateBody, StateDefinition } from "../graph/state_definition.ts";
import type { DeadLetterQueue } from "../reliability/dead_letters.ts";
import { Execution, type ExecutionSettings, type ParentTask } from "../run/execution.ts";
import { type Limits, startGuarded } from "../run/guard.ts";
import { checkInstruments } from "../run/instrument.ts";
import type { Settled } from "../run/result.ts";
import { start } from "../run/scheduler.ts";
import { startFrom } from "../run/start_from.ts";
import { poolOfRun, type RunOptions } from "./agent_options.ts";
import { RunHandle } from "./run_handle.ts";
import { checkName, checkTimeoutMs, stateDefinition, type StateOptions } from "./state_options.ts";
import { type Inherited, type InnerAgent, subAgentBody, type SubAgentOptions } from "./sub_agent.ts";

/** Declared states, latest first: extending a list this way shares all of it. */
interface StateList {
  readonly state: StateDefinition;
  readonly before: StateList | null;
}

/** What an agent is made of. */
export interface AgentParts {
  readonly name: string;
  readonly settings: ExecutionSettings;
  readonly deadLetters: DeadLetterQueue | null;
  readonly states: StateList | null;
  readonly channels: readonly ChannelDefinition[];
}

interface Compiled {
  readonly plan: Plan;
  readonly states: readonly StateDefinition[];
}

/** The implementation of `Agent`. */
export class DefinedAgent implements InnerAgent {
  readonly name: string;
  readonly #parts: AgentParts;
  #compiled: Compiled | null = null;

  constructor(parts: AgentParts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  input(): this {
    return this;
  }

  channel(
    name: string,
    how: { readonly initial: unknown; readonly reduce?: ChannelDefinition["reduce"] },
  ): DefinedAgent {
    checkName(`a channel to agent "${this.name}"`, name);
    if (this.#parts.channels.some((channel) => channel.name === name)) {
      throw new TypeError(`Cannot add channel "${name}" to agent "${this.name}" as channel names must differ`);
    }
    const channel: ChannelDefinition = { name, reduce: how.reduce ?? null, initial: how.initial };
    return new DefinedAgent({ ...this.#parts, channels: [...this.#parts.channels, channel] });
  }

  constants(values: Readonly<Record<string, unknown>>): DefinedAgent {
    const { settings } = this.#parts;
    for (const name of Object.keys(values)) {
      checkName(`a constant to agent "${this.name}"`, name);
      if (Object.hasOwn(settings.constants, name)) {
        throw new TypeError(`Cannot add constant "${name}" to agent "${this.name}" as constants keep their value`);
      }
    }
    const constants = Object.freeze({ ...settings.constants, ...frozen(values) });
    return new DefinedAgent({ ...this.#parts, settings: { ...settings, constants } });
  }

  state(name: string, options: StateOptions | StateBody, body?: StateBody): DefinedAgent {
    if (typeof options === "function") return this.#add({ name, options: {}, body: options, mapped: false });
    return this.#add({ name, options: options ?? {}, body: body!, mapped: false });
  }

  map(name: string, body: StateBody, options: StateOptions = {}): DefinedAgent {
    return this.#add({ name, options, body, mapped: true });
  }

  subagent(
    name: string,
    child: InnerAgent,
    options: SubAgentOptions<unknown, unknown, unknown, unknown, unknown> & StateOptions,
  ): DefinedAgent {
    return this.#add({ name, options, body: subAgentBody(child, options), mapped: false });
  }

  validate(): this {
    this.#compile();
    return this;
  }

  describe(): AgentDescription {
    return describe({ ...this.#compile(), channels: this.#parts.channels });
  }

  run(input: unknown, options?: RunOptions): Promise<unknown> {
    const { settings, deadLetters } = this.#parts;
    if (options === undefined && deadLetters === null) return start(this.#execution(input, settings));
    return this.#launch(this.#execution(input, this.#settingsFor(options)), limitsOf(options));
  }

  start(input: unknown, options?: RunOptions): RunHandle {
    const execution = this.#execution(input, this.#settingsFor(options)), limits = limitsOf(options);
    return new RunHandle(execution, (signal) => this.#launch(execution, { ...limits, signal }), options?.signal);
  }

  /**
   * Makes a run that is part of another one.
   *
   * @param input What it is started with.
   * @param inherited What it takes from the outer run.
   * @returns A run that has not started.
   */
  newExecution(input: unknown, inherited: Inherited): Execution {
    const { parent, ...shared } = inherited;
    return this.#execution(input, { ...this.#parts.settings, ...shared }, parent);
  }

  /** Whether the states are methods of an instance. */
  get isBound(): boolean {
    return this.#parts.settings.self !== null;
  }

  /**
   * Makes the same agent for states that are methods; it shares what was compiled.
   *
   * @param self The instance whose methods they are.
   * @returns A new agent.
   * @throws {DefinitionError} If the definition is wrong.
   */
  boundTo(self: object): DefinedAgent {
    const bound = new DefinedAgent({ ...this.#parts, settings: { ...this.#parts.settings, self } });
    bound.#compiled = this.#compile();
    return bound;
  }

  #add(declaration: Parameters<typeof stateDefinition>[1]): DefinedAgent {
    const { name, settings, deadLetters, states, channels } = this.#parts;
    const state = stateDefinition({ agent: name, pool: settings.pool }, declaration);
    return new DefinedAgent({ name, settings, deadLetters, states: { state, before: states }, channels });
  }

  #compile(): Compiled {
    if (this.#compiled === null) {
      const states: StateDefinition[] = [];
      for (let list = this.#parts.states; list !== null; list = list.before) states.push(list.state);
      states.reverse();
      this.#compiled = { plan: compile(this.name, states), states };
    }
    return this.#compiled;
  }

  #execution(input: unknown, settings: ExecutionSettings, parent: ParentTask | null = null): Execution {
    const { plan } = this.#compiled ?? this.#compile(), { channels } = this.#parts;
    const execution = settings.instruments.length === 0
      ? new Execution(plan, input, settings, parent)
      : fittedExecution(plan, input, { settings, parent });
    if (channels.length > 0) {
      execution.data = new RunData(channels, { agent: this.name, states: plan.names });
      execution.attended = true;
      execution.queue();
    }
    return execution;
  }

  #settingsFor(options: RunOptions | undefined): ExecutionSettings {
    const { settings } = this.#parts;
    if (options === undefined) return settings;
    const { clock = settings.clock, random = settings.random, instruments = [], user } = options;
    const pool = poolOfRun(settings.pool, options.pool, this.name);
    const fittings = [...settings.instruments, ...checkInstruments(instruments)];
    return { ...settings, clock, random, user, pool, instruments: fittings };
  }

  async #launch(execution: Execution, limits: Limits): Promise<Settled> {
    const result = await startGuarded(execution, limits);
    this.#buryFailed(execution, result, limits.timeoutMs);
    return result;
  }

  #buryFailed(execution: Execution, result: Settled, timeoutMs: number): void {
    const { deadLetters } = this.#parts;
    if (deadLetters === null || (result.status !== "failed" && result.status !== "timed-out")) return;
    deadLetters.add({
      agent: this.name,
      state: result.failedState,
      error: result.error,
      input: execution.input,
      outputs: result.outputs,
      failedAtMs: execution.settings.clock.now(),
      replay: () => this.#replay(execution, timeoutMs),
    });
  }

  /** What completed is taken over, unless states were visited more than once: then nobody can say from where to go on. */
  async #replay(failed: Execution, timeoutMs: number): Promise<Settled> {
    const execution = this.#execution(failed.input, failed.settings);
    if (failed.routing === null && failed.data === null) startFrom(execution, failed.outputs);
    return await this.#launch(execution, { timeoutMs });
  }
}

function fittedExecution(
  plan: Plan,
  input: unknown,
  { settings, parent }: { readonly settings: ExecutionSettings; readonly parent: ParentTask | null },
): Execution {
  const instruments = checkInstruments(settings.instruments);
  const fitted = instruments.reduce((inner, instrument) => instrument.planFor(inner), plan);
  const execution = new Execution(fitted, input, settings, parent);
  // Those who watch the outer run are told of the inner one already.
  if (parent === null) { for (const instrument of instruments) instrument.attach(execution); }
  return execution;
}

function limitsOf(options: RunOptions = {}): Limits {
  const { signal, timeoutMs } = options;
  return { signal, timeoutMs: timeoutMs === undefined ? 0 : checkTimeoutMs(timeoutMs, "the run") };
}
