/**
 * The channels of one run: which writes each task comes after, and what they amount to.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import type { ChannelDefinition } from "./channel.ts";
import { History, type Write } from "./history.ts";

/** Two states wrote a channel side by side that has no reducer. */
export class ConflictError extends PuffinError {
  /** The class's name. */
  override readonly name = "ConflictError";
  /** Stable name of this kind of error. */
  override readonly code = "channel-conflict";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param channel Name of the channel.
   * @param states Names of the two writers.
   */
  constructor(readonly agent: string, readonly channel: string, readonly states: readonly [string, string]) {
    super(
      `Cannot merge channel "${channel}" of agent "${agent}" as only one state may write it at a time: ` +
        `"${states[0]}" and "${
          states[1]
        }" wrote side by side; give the channel a reducer, or let one wait for the other`,
    );
  }
}

/** A state wrote a channel that is not declared. */
export class UnknownChannelError extends PuffinError {
  /** The class's name. */
  override readonly name = "UnknownChannelError";
  /** Stable name of this kind of error. */
  override readonly code = "unknown-channel";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param state Name of the writer.
   * @param channel Name that it wrote.
   */
  constructor(readonly agent: string, readonly state: string, readonly channel: string) {
    super(
      `Cannot write channel "${channel}" from state "${state}" of agent "${agent}" as it must be declared: ` +
        `add it with channel("${channel}")`,
    );
  }
}

/** Names that errors need. */
export interface DataNames {
  readonly agent: string;
  readonly states: readonly string[];
}

/** Who writes. */
export interface Writer {
  readonly task: number;
  readonly state: number;
  readonly visit: number;
  readonly index: number;
}

/** Indices of channels by name, one table for all runs of a definition. */
const INDICES = new WeakMap<readonly ChannelDefinition[], ReadonlyMap<string, number>>();

/** The channels of one run. */
export class RunData {
  readonly #channels: readonly ChannelDefinition[];
  readonly #names: DataNames;
  /** What each task that is going on knows. */
  readonly #bases: Map<number, History> = new Map();
  /** What each task knew when it ended, its own writes included. */
  readonly #ended: Map<number, History> = new Map();
  /** What whoever comes after a state knows. */
  readonly #after: Map<number, History> = new Map();
  /** What a task inherits from whoever routed to it, beside what it waits for. */
  readonly #inherited: Map<number, History> = new Map();
  readonly #values: WeakMap<History, Readonly<Record<string, unknown>>> = new WeakMap();

  /**
   * Makes one.
   *
   * @param channels The declared channels.
   * @param names For errors.
   */
  constructor(channels: readonly ChannelDefinition[], names: DataNames) {
    this.#channels = channels;
    this.#names = names;
  }

  /**
   * Begins a task.
   *
   * @param task The task.
   * @param sources States that it waited for.
   * @throws {ConflictError} If they wrote a channel without reducer side by side.
   */
  begin(task: number, sources: readonly number[]): void {
    // A later visit comes after the one before.
    const known = [this.#ended.get(task), this.#inherited.get(task), ...sources.map((state) => this.#after.get(state))];
    const base = History.union(known.filter((history) => history !== undefined));
    // First, so that a task which meets a conflict has not begun, and meets it again when it is tried again.
    this.#layOut(base);
    this.#bases.set(task, base);
    this.#inherited.delete(task);
  }

  /**
   * Ends a task that did not complete: its next visit begins anew.
   *
   * @param task The task.
   */
  forget(task: number): void {
    this.#bases.delete(task);
  }

  /**
   * Tells whether a task has begun: it is tried again then, and knows what it knew.
   *
   * @param task The task.
   */
  hasBegun(task: number): boolean {
    return this.#bases.has(task);
  }

  /**
   * Ends a task.
   *
   * @param writer The task.
   * @param update What it wrote, by channel name.
   * @throws {UnknownChannelError} If a name is no channel.
   */
  complete(writer: Writer, update: Readonly<Record<string, unknown>> | undefined): void {
    const base = this.#bases.get(writer.task) ?? History.EMPTY;
    const writes = Object.entries(update ?? {}).map(([name, value]): Write => {
      const channel = this.#indexOf(name);
      if (channel === undefined) {
        throw new UnknownChannelError(this.#names.agent, this.#names.states[writer.state]!, name);
      }
      return { channel, value, base, state: writer.state, visit: writer.visit, index: writer.index };
    });
    this.forget(writer.task);
    this.#ended.set(writer.task, base.extended(writes));
  }

  /**
   * Lets those who wait for a state know what it knew.
   *
   * @param state Index of a state that has completed.
   */
  settle(state: number): void {
    this.#after.set(state, this.#ended.get(state)!);
  }

  /**
   * Lets those who wait for a mapped state know what all its tasks knew.
   *
   * @param state Index of the state.
   * @param tasks Its tasks.
   */
  settleAll(state: number, tasks: readonly number[]): void {
    this.#settleWith(state, tasks);
  }

  /**
   * Lets those who wait for a mapped state to which nothing was sent know what the router knew.
   *
   * @param router A task that has completed.
   * @param state Index of the mapped state.
   */
  settleRouted(router: number, state: number): void {
    this.#settleWith(state, [router]);
  }

  /** Groups of one mapped state may overlap: what an earlier one wrote stays. */
  #settleWith(state: number, tasks: readonly number[]): void {
    const histories = [this.#after.get(state), ...tasks.map((task) => this.#ended.get(task))];
    this.#after.set(state, History.union(histories.filter((history) => history !== undefined)));
  }

  /**
   * Lets a task that is routed to know what the router knew, and all others that routed to it before it began.
   *
   * @param router A task that has completed.
   * @param task The task it routes to.
   */
  inheritFrom(router: number, task: number): void {
    const before = this.#inherited.get(task), ended = this.#ended.get(router)!;
    this.#inherited.set(task, before === undefined ? ended : History.union([before, ended]));
  }

  /**
   * Values of the channels as a task sees them.
   *
   * @param task A task that has begun.
   */
  valuesFor(task: number): Readonly<Record<string, unknown>> {
    return this.#layOut(this.#bases.get(task) ?? History.EMPTY);
  }

  /**
   * Values of the channels after everything that completed.
   *
   * @throws {ConflictError} If states wrote a channel without reducer side by side.
   */
  finalValues(): Readonly<Record<string, unknown>> {
    return this.#layOut(History.union([...this.#after.values()]));
  }

  #indexOf(name: string): number | undefined {
    let byName = INDICES.get(this.#channels);
    if (byName === undefined) {
      byName = new Map(this.#channels.map((channel, index) => [channel.name, index]));
      INDICES.set(this.#channels, byName);
    }
    return byName.get(name);
  }

  #layOut(history: History): Readonly<Record<string, unknown>> {
    let values = this.#values.get(history);
    if (values === undefined) {
      values = history.origin === null
        ? this.#mergeAll(history)
        : this.#goOn(this.#layOut(history.origin), history.added);
      this.#values.set(history, values);
    }
    return values;
  }

  /** The writes of a task that knew the values: nobody else's are beside them. */
  #goOn(before: Readonly<Record<string, unknown>>, writes: readonly Write[]): Readonly<Record<string, unknown>> {
    if (writes.length === 0) return before;
    const values = { ...before };
    for (const { channel, value } of writes) {
      const { name, reduce } = this.#channels[channel]!;
      values[name] = reduce === null ? value : reduce(values[name] as never, value as never);
    }
    return Object.freeze(values);
  }

  #mergeAll(history: History): Readonly<Record<string, unknown>> {
    const byChannel = this.#channels.map((): Write[] => []);
    for (const write of history.writes) byChannel[write.channel]!.push(write);
    return Object.freeze(
      Object.fromEntries(this.#channels.map((channel, i) => [channel.name, this.#merge(channel, byChannel[i]!)])),
    );
  }

  #merge(channel: ChannelDefinition, writes: readonly Write[]): unknown {
    const { reduce } = channel;
    if (reduce !== null) {
      return writes.reduce((value, write) => reduce(value as never, write.value as never), channel.initial);
    }
    const latest = writes.at(-1);
    if (latest === undefined) return channel.initial;
    const rival = writes.find((write) => write !== latest && !latest.base.has(write));
    if (rival !== undefined) {
      const { agent, states } = this.#names;
      throw new ConflictError(agent, channel.name, [states[rival.state]!, states[latest.state]!]);
    }
    return latest.value;
  }
}
