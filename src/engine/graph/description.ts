/**
 * A definition as data, for pictures and tools: what a plan says, by names instead of numbers.
 * @module
 */
import type { Amounts } from "../resources/amounts.ts";
import { Flag, type Plan } from "./plan.ts";
import type { Priority } from "./priority.ts";
import type { StateDefinition } from "./state_definition.ts";

/** How one state waits for another. */
export interface DependencyDescription {
  /** State that is waited for. */
  readonly state: string;
  /** `all`: it must complete; `any`: it may be the first; `xor`: it may be the only one; `optional`: it may be missing. */
  readonly kind: "all" | "any" | "xor" | "optional";
  /** Longest wait in milliseconds; `undefined` for no limit. */
  readonly withinMs?: number;
}

/** One state. */
export interface StateDescription {
  /** Its name. */
  readonly name: string;
  /** What it waits for. */
  readonly after: readonly DependencyDescription[];
  /** States that it may route to, as declared; empty when it did not say. */
  readonly to: readonly string[];
  /** Whether it starts with the run. */
  readonly entry: boolean;
  /** Whether it runs once per `Send`. */
  readonly mapped: boolean;
  /** Whether it has a condition. */
  readonly conditional: boolean;
  /** Which of several ready states starts first. */
  readonly priority: Priority;
  /** Most attempts. */
  readonly maxAttempts: number;
  /** Limit of an attempt in milliseconds; `undefined` for none. */
  readonly timeoutMs?: number;
  /** What each attempt takes from the agent's pool; `undefined` for nothing. */
  readonly resources?: Amounts;
  /** Whether it can be undone. */
  readonly compensates: boolean;
}

/** A whole agent. */
export interface AgentDescription {
  /** Its name. */
  readonly name: string;
  /** The states in declared order. */
  readonly states: readonly StateDescription[];
  /** Names of the channels. */
  readonly channels: readonly string[];
}

/** What a description is made of. */
export interface Described {
  readonly plan: Plan;
  readonly states: readonly StateDefinition[];
  readonly channels: readonly { readonly name: string }[];
}

/**
 * Describes a definition.
 *
 * @param definition The compiled plan with what it was compiled from.
 * @returns Plain data.
 */
export function describe(definition: Described): AgentDescription {
  const { plan, states, channels } = definition, entries = new Set(plan.entries);
  return {
    name: plan.agent,
    channels: channels.map((channel) => channel.name),
    states: states.map((state, index) => ({
      name: state.name,
      after: dependenciesOf(state),
      to: plan.to[index]?.map((target) => plan.names[target]!) ?? [],
      entry: entries.has(index),
      mapped: (plan.flags[index]! & Flag.mapped) !== 0,
      conditional: state.when !== null,
      priority: state.priority,
      maxAttempts: state.retry?.maxAttempts ?? 1,
      ...(state.timeoutMs > 0 && { timeoutMs: state.timeoutMs }),
      ...(state.claims?.resources && { resources: state.claims.resources.amounts }),
      compensates: state.compensate !== null,
    })),
  };
}

function dependenciesOf({ waiting }: StateDefinition): DependencyDescription[] {
  const soft = new Map(waiting.soft.map((dependency) => [dependency.state, dependency.withinMs]));
  return waiting.order.map((state) => {
    const withinMs = soft.get(state);
    if (withinMs === undefined) return { state, kind: waiting.kind };
    return { state, kind: "optional", ...(withinMs !== Infinity && { withinMs }) };
  });
}
