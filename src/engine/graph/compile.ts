/**
 * Makes a plan of declared states, or says what is wrong with them.
 * @module
 */
import { cycleAmong } from "./cycle.ts";
import { DefinitionError } from "./definition_error.ts";
import { link, type Links } from "./link.ts";
import { ListTable } from "./list_table.ts";
import { NameTable } from "./name_table.ts";
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
  const names = states.map((state) => state.name), indexOf = indexNames(agent, names);
  const sources = resolveSources(agent, states, indexOf);
  const cycle = cycleAmong(sources);
  if (cycle !== null) throw new DefinitionError(agent, { kind: "cycle", path: cycle.map((state) => names[state]!) });
  const to = states.map((state) => resolveTargets(agent, state, indexOf));
  const entries = entriesOf(agent, states, to);
  const triggers = triggersOf(states, indexOf), listeners = listenersOf(triggers, states.length);
  const triggered = new Set(triggers.map((trigger) => trigger.state));
  const links = link(
    triggers.length === 0 ? sources : sources.map((source, state) => triggered.has(state) ? NO_SOURCES : source),
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
    ...(triggers.length > 0 && detour(links, listeners)),
    ...detailsOf(states),
    canStop: triggers.length > 0 || sources.filter((source) => source.length === 0).length > entries.length,
    reenters: entries.some((state) => sources[state]!.length > 0),
    leaves: leavesOf(sources, to),
  };
}

/** What is listened to takes the long road, and its one successor with it. */
function detour({ next, direct }: Links, listeners: readonly (readonly number[])[]): Pick<Links, "next" | "direct"> {
  const isHeard = (state: number) => listeners[state]!.length > 0;
  return {
    direct: direct.map((list, state) => isHeard(state) && next[state]! >= 0 ? [next[state]!] : list),
    next: next.map((only, state) => isHeard(state) ? LISTENED : only),
  };
}

/** What a plan repeats from the definitions, one array per property; those that no state has share one. */
function detailsOf(states: readonly StateDefinition[]) {
  const nothing = new Array<null>(states.length).fill(null), zeros = new Array<number>(states.length).fill(0);
  return {
    bodies: states.map((state) => state.body),
    flags: column(states, flagsOf, zeros),
    when: column(states, (state) => state.when, nothing),
    timeoutMs: column(states, (state) => state.timeoutMs, zeros),
    retry: column(states, (state) => state.retry, nothing),
    claims: column(states, (state) => state.claims, nothing),
    compensate: column(states, (state) => state.compensate, nothing),
    compensates: states.some((state) => state.compensate !== null),
    ranks: states.every((state) => state.priority === "normal") ? null : states.map((state) => rankOf(state.priority)),
    blank: new Array<unknown>(states.length).fill(PENDING),
  };
}

/** One property of all states; `none` if they all have what is in it. */
function column<T>(
  states: readonly StateDefinition[],
  read: (state: StateDefinition) => T,
  none: readonly T[],
): readonly T[] {
  return states.every((state) => read(state) === none[0]) ? none : states.map(read);
}

function flagsOf(state: StateDefinition): number {
  const isBudgeted = state.retry !== null && state.retry.totalTimeoutMs !== Infinity;
  return (state.timeoutMs === 0 && !isBudgeted ? 0 : Flag.timed) | (isBudgeted ? Flag.budgeted : 0) |
    (state.when === null ? 0 : Flag.conditional) |
    (state.claims === null ? 0 : Flag.claiming) |
    (state.claims === null && !state.pooled ? 0 : Flag.followed) |
    (state.mapped ? Flag.mapped : 0);
}

function indexNames(agent: string, names: readonly string[]): NameTable {
  const indexOf = new NameTable(names);
  if (indexOf.duplicate === null) return indexOf;
  throw new DefinitionError(agent, { kind: "duplicate-state", state: indexOf.duplicate });
}

const NO_SOURCES: readonly number[] = [];

/** Indices of each state's dependencies as declared; equal lists are one. */
function resolveSources(
  agent: string,
  states: readonly StateDefinition[],
  indexOf: NameTable,
): readonly (readonly number[])[] {
  const alone = new Array<readonly number[] | undefined>(states.length), known = new ListTable(states.length);
  // Per state: one more than the state that named it last.
  const namedBy = new Int32Array(states.length);
  const resolve = (state: string, dependency: string): number => {
    const index = indexOf.get(dependency);
    if (index === undefined) throw new DefinitionError(agent, { kind: "unknown-dependency", state, dependency });
    return index;
  };
  return states.map(({ name, waiting: { order } }, index) => {
    if (order.length === 0) return NO_SOURCES;
    if (order.length === 1) {
      // Most often it is the state declared just before: comparing two texts is cheaper than looking one up.
      const source = order[0] === states[index - 1]?.name ? index - 1 : resolve(name, order[0]!);
      return alone[source] ??= [source];
    }
    const sources = order.map((dependency) => {
      const source = resolve(name, dependency);
      if (namedBy[source] === index + 1) {
        throw new DefinitionError(agent, { kind: "duplicate-dependency", state: name, dependency });
      }
      namedBy[source] = index + 1;
      return source;
    });
    return known.lists[known.add(sources)]!;
  });
}

function resolveTargets(
  agent: string,
  { name, to }: StateDefinition,
  indexOf: NameTable,
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

function triggersOf(states: readonly StateDefinition[], indexOf: NameTable): Trigger[] {
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
