/**
 * Lets the engine run a graph on a simulated clock, and writes down what happens.
 * @module
 */
import assert from "node:assert/strict";
import {
  type Agent,
  agent,
  type AgentOptions,
  any,
  type Backoff,
  optional,
  type Run,
  type StateOutcome,
  within,
} from "puffinflow";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../src/time/simulated_clock.ts";
import type { DagRun } from "./dag_oracle.ts";
import type { AttemptPlan, Dag, StatePlan } from "./dag_plan.ts";

/** An agent whose states have names that the compiler does not know, each with an output of type `T`. */
export type LoopedAgent<T> = Agent<void, Readonly<Record<string, T>>>;

/**
 * Begins an agent that is built in a loop.
 *
 * @param options Its limits.
 * @returns An agent without states.
 */
export function loopedAgent<T>(options: AgentOptions = {}): LoopedAgent<T> {
  return agent("looped", options) as never;
}

/** What a run of a graph is watched with. */
export interface Watch {
  readonly clock: SimulatedClock;
  readonly starts: [state: number, attempt: number, atMs: number][];
  /** Attempts that go on after their signal has said that they should not. */
  deaf: number;
  /** How many microtasks a state lets pass between being done and saying so. */
  readonly hops: number;
  /** Whether nothing fails or takes time any more. */
  isHealed: boolean;
}

/**
 * Begins to watch.
 *
 * @param hops See {@linkcode Watch.hops}.
 * @returns A watch that has seen nothing.
 */
export function newWatch(hops = 0): Watch {
  return { clock: new SimulatedClock(), starts: [], deaf: 0, hops, isHealed: false };
}

/**
 * Builds the agent of a graph.
 *
 * @param dag The graph.
 * @param watch Who watches its states.
 * @param options What the agent has beside the limits of the graph.
 * @returns The agent; each state's output is the list of the states whose outputs it saw.
 */
export function agentOf(dag: Dag, watch: Watch, options: AgentOptions = {}): LoopedAgent<readonly number[]> {
  const { states, maxConcurrent, onFailure } = dag;
  let built = loopedAgent<readonly number[]>({ maxConcurrent, onFailure, ...options });
  for (const [index, plan] of states.entries()) {
    const { timeoutMs, totalTimeoutMs, priority, isWanted, attempts, backoffMs, after: dependencies } = plan;
    const how = {
      after: afterOf(plan),
      priority,
      retry: { maxAttempts: attempts.length, backoff: backoffOf(backoffMs), totalTimeoutMs },
      ...(timeoutMs > 0 && { timeoutMs }),
      ...(!isWanted && { when: () => false }),
    };
    built = built.state(`s${index}`, how, ({ attempt, signal, values }) => {
      watch.starts.push([index, attempt, watch.clock.now()]);
      const seen = dependencies.filter((_, i) => values[i] !== undefined).map(({ state }) => state);
      return act(watch, { plan, attempt, signal }, seen);
    });
  }
  return built;
}

function backoffOf(baseDelayMs: number): Backoff {
  if (baseDelayMs === 0) return { kind: "fixed", delayMs: 0 };
  return { kind: "exponential", baseDelayMs, maxDelayMs: 1_000_000, jitter: "none" };
}

function afterOf({ waits, after }: StatePlan) {
  if (waits === "any") return any(...after.map(({ state }) => `s${state}`));
  return after.map(({ state, withinMs }) => {
    if (withinMs === null) return `s${state}`;
    return withinMs === Infinity ? optional(`s${state}`) : within(withinMs, `s${state}`);
  });
}

const WELL: AttemptPlan = { durationMs: 0, fails: false };

interface Deed {
  readonly plan: StatePlan;
  readonly attempt: number;
  readonly signal: AbortSignal;
}

function act<T>(watch: Watch, { plan, attempt, signal }: Deed, output: T): T | Promise<T> {
  const { durationMs, fails } = watch.isHealed ? WELL : plan.attempts[attempt - 1]!;
  if (durationMs === 0) {
    if (fails) throw new Error(`attempt ${attempt}`);
    return output;
  }
  return new Promise((resolve, reject) => {
    const alarm = watch.clock.after(durationMs, () => {
      if (signal.aborted) watch.deaf--;
      void hop(watch.hops).then(() => fails ? reject(new Error(`attempt ${attempt}`)) : resolve(output));
    });
    // A signal speaks to whoever listens, also when the attempt was over before: then there is no alarm any more.
    signal.addEventListener("abort", () => {
      if (alarm.next === null) return;
      if (!plan.heedsSignal) return void watch.deaf++;
      watch.clock.clear(alarm);
      reject(signal.reason);
    });
  });
}

async function hop(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await null;
}

/**
 * Runs a graph.
 *
 * @param dag The graph.
 * @param watch Who watches its states.
 * @returns What happened.
 * @throws {AssertionError} If the run does not end, or leaves an alarm behind.
 */
export async function observe(dag: Dag, watch: Watch): Promise<DagRun> {
  const { clock } = watch, run = startOf(dag, watch);
  let endedAtMs = -1, alarmsLeft = -1;
  const ended = run.result.then(() => {
    endedAtMs = clock.now();
    alarmsLeft = clock.pending - watch.deaf;
  });
  if (dag.stop === "cancelled" && dag.stopAtMs < Infinity) {
    await clock.advance(dag.stopAtMs);
    run.cancel("stopped");
  }
  await clock.runAll();
  assert.notEqual(endedAtMs, -1, "the run has ended when nothing is left that could happen");
  assert.equal(alarmsLeft, 0, "alarms of the engine are set after the run has ended");
  await ended;
  const result = await run.result, states = result.states as Readonly<Record<string, StateOutcome>>;
  return {
    status: result.status,
    endedAtMs,
    failedState: result.status === "failed" ? Number(result.failedState?.slice(1) ?? -1) : -1,
    starts: watch.starts,
    outcomes: dag.states.map((_, index) => inWords(states[`s${index}`]!)),
  };
}

/**
 * Starts a run of a graph.
 *
 * @param dag The graph.
 * @param watch Who watches its states.
 * @returns The run.
 */
export function startOf(dag: Dag, watch: Watch): Run<Readonly<Record<string, readonly number[]>>> {
  return agentOf(dag, watch).start(undefined, {
    clock: watch.clock,
    random: randomFromSeed(1),
    ...(dag.stop === "timed-out" && dag.stopAtMs < Infinity && { timeoutMs: dag.stopAtMs }),
  });
}

function inWords(outcome: StateOutcome): string {
  switch (outcome.kind) {
    case "failed":
    case "timed-out":
      return `${outcome.kind} ${outcome.attempts}`;
    case "upstream-failed":
      return `${outcome.kind} ${outcome.failedState.slice(1)}`;
    case "skipped":
      return `${outcome.kind} ${outcome.skippedState.slice(1)}`;
    default:
      return outcome.kind;
  }
}
