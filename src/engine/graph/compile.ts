/**
 * Makes a plan of declared states, or says what is wrong with them.
 * @module
 */
import { cycleAmong } from "./cycle.ts";
import { DefinitionError } from "./definition_error.ts";
import { link } from "./link.ts";
import { Flag, LISTENED, PENDING, type Plan, type Trigger } from "./plan.ts";
import { rankOf } from "./priority.ts";
import type { StateDefinition } from "./state_definition.ts";

/**
 * Compiles states to a plan.
 *
 * @param agent Name of the agent, for messages.
 * @param states The declared states.
 * @returns The plan.
 * @throws {DefinitionError} If there is no state or no entry, a name is duplicate or unknown, or states wait in a cycle.
 */
export function compile(agent: string, states: readonly StateDefinition[]): Plan {
  if (states.length === 0) throw new DefinitionError(agent, { kind: "no-states" });
  const indexOf = indexNames(agent, states), names = states.map((state) => state.name);
  const sources = resolveSources(agent, states, indexOf);
  const cycle = cycleAmong(sources);
  if (cycle !== null) throw new DefinitionError(agent, { kind: "cycle", path: cycle.map((state) => names[state]!) });
  const to = states.map((state) => resolveTargets(agent, state, indexOf));
  const entries = entriesOf(agent, states, to);
  const triggers = triggersOf(states, indexOf), listeners = listenersOf(triggers, states.length);
  const links = link(
    sources.map((source, state) => states[state]!.waiting.soft.length > 0 || isChoice(states[state]!) ? [] : source),
  );
  return {
    agent,
    size: states.length,
    names,
    indexOf,
    entries,
    sources,
    triggers,
    listeners,
    to,
    ...links,
    // What is listened to takes the long road, and its one successor with it.
    direct: links.direct.map((direct, state) => {
      const next = links.next[state]!;
      return listeners[state]!.length > 0 && next >= 0 ? [next] : direct;
    }),
    next: links.next.map((next, state) => listeners[state]!.length > 0 ? LISTENED : next),
    ...detailsOf(states),
    canStop: triggers.length > 0 || sources.filter((source) => source.length === 0).length > entries.length,
    leaves: leavesOf(sources, to),
  };
}

/** What a plan repeats from the definitions, one array per property. */
function detailsOf(states: readonly StateDefinition[]) {
  return {
    bodies: states.map((state) => state.body),
    flags: states.map(flagsOf),
    when: states.map((state) => state.when),
    timeoutMs: states.map((state) => state.timeoutMs),
    retry: states.map((state) => state.retry),
    compensate: states.map((state) => state.compensate),
    compensates: states.some((state) => state.compensate !== null),
    ranks: states.every((state) => state.priority === "normal") ? null : states.map((state) => rankOf(state.priority)),
    blank: states.map(() => PENDING),
  };
}

function flagsOf(state: StateDefinition): number {
  return (state.timeoutMs === 0 ? 0 : Flag.timed) | (state.when === null ? 0 : Flag.conditional) |
    (state.mapped ? Flag.mapped : 0);
}

function isChoice(state: StateDefinition): boolean {
  return state.waiting.kind !== "all";
}

function indexNames(agent: string, states: readonly StateDefinition[]): Map<string, number> {
  const indexOf = new Map<string, number>();
  for (let index = 0; index < states.length; index++) {
    const { name } = states[index]!;
    if (indexOf.has(name)) throw new DefinitionError(agent, { kind: "duplicate-state", state: name });
    indexOf.set(name, index);
  }
  return indexOf;
}

const NO_SOURCES: readonly number[] = [];

/** Indices of each state's dependencies as declared; equal lists are one. */
function resolveSources(
  agent: string,
  states: readonly StateDefinition[],
  indexOf: ReadonlyMap<string, number>,
): readonly (readonly number[])[] {
  const known = new Map<string, readonly number[]>();
  return states.map(({ name, waiting: { order } }) => {
    if (order.length === 0) return NO_SOURCES;
    const source = order.map((dependency) => {
      const index = indexOf.get(dependency);
      if (index === undefined) {
        throw new DefinitionError(agent, { kind: "unknown-dependency", state: name, dependency });
      }
      return index;
    });
    if (source.length === 1) return source;
    refuseRepeats(agent, name, order);
    const key = source.join(), shared = known.get(key);
    if (shared === undefined) known.set(key, source);
    return shared ?? source;
  });
}

function refuseRepeats(agent: string, state: string, order: readonly string[]): void {
  const seen = new Set<string>();
  for (const dependency of order) {
    if (seen.has(dependency)) throw new DefinitionError(agent, { kind: "duplicate-dependency", state, dependency });
    seen.add(dependency);
  }
}

function resolveTargets(
  agent: string,
  { name, to }: StateDefinition,
  indexOf: ReadonlyMap<string, number>,
): readonly number[] | null {
  return to?.map((target) => {
    const index = indexOf.get(target);
    if (index === undefined) throw new DefinitionError(agent, { kind: "unknown-target", state: name, target });
    return index;
  }) ?? null;
}

function entriesOf(
  agent: string,
  states: readonly StateDefinition[],
  to: readonly (readonly number[] | null)[],
): readonly number[] {
  const targets = new Set<number>();
  for (const list of to) for (const target of list ?? []) targets.add(target);
  const entries: number[] = [];
  for (let index = 0; index < states.length; index++) {
    const { name, waiting: { order }, entry, mapped } = states[index]!;
    if (mapped) {
      if (entry === true || order.length > 0) throw new DefinitionError(agent, { kind: "mapped-entry", state: name });
    } else if (entry ?? (order.length === 0 && !targets.has(index))) entries.push(index);
  }
  if (entries.length === 0) throw new DefinitionError(agent, { kind: "no-entry" });
  return entries;
}

function triggersOf(states: readonly StateDefinition[], indexOf: ReadonlyMap<string, number>): Trigger[] {
  const triggers: Trigger[] = [];
  for (let state = 0; state < states.length; state++) {
    const { kind, firm, soft } = states[state]!.waiting;
    if (kind === "all" && soft.length === 0) continue;
    triggers.push({
      state,
      kind: kind === "all" ? "soft" : kind,
      firm: firm.map((name) => indexOf.get(name)!),
      soft: soft.map(({ state: name, withinMs }) => ({ state: indexOf.get(name)!, withinMs })),
    });
  }
  return triggers;
}

const NO_LISTENERS: readonly number[] = [];

function listenersOf(triggers: readonly Trigger[], size: number): readonly (readonly number[])[] {
  const listeners = new Array<readonly number[]>(size).fill(NO_LISTENERS);
  for (const [index, { firm, soft }] of triggers.entries()) {
    for (const state of [...firm, ...soft.map((dependency) => dependency.state)]) {
      listeners[state] = [...listeners[state]!, index];
    }
  }
  return listeners;
}

function leavesOf(
  sources: readonly (readonly number[])[],
  to: readonly (readonly number[] | null)[],
): readonly number[] {
  const awaited = new Uint8Array(sources.length);
  for (const source of sources) for (const state of source) awaited[state] = 1;
  const leaves: number[] = [];
  for (let state = 0; state < sources.length; state++) {
    if (awaited[state] === 0 && (to[state] ?? NO_SOURCES).length === 0) leaves.push(state);
  }
  return leaves;
}
