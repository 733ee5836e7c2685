/**
 * A machine as the harness runs it: an actor for each run, with its snapshots kept or not; and the graph that the
 * machine declares.
 * @module
 */
import { type AnyStateMachine, type AnyStateNode, createActor, toPromise } from "xstate";
import type { Prepared } from "../adapter.ts";
import type { DeclaredGraph } from "../declared_graph.ts";

/**
 * Prepares a machine that keeps nothing.
 *
 * @param machine A machine that takes a seed and gives the digest.
 */
export function preparedFrom(machine: AnyStateMachine): Prepared {
  return {
    async run(seed) {
      const actor = createActor(machine, { input: seed }), output = toPromise(actor);
      actor.start();
      return await output;
    },
    declaredGraph: () => graphOf(machine.root),
  };
}

/**
 * Prepares a machine whose snapshot is kept in memory whenever it changes, as text. What a run gives is read back from
 * the last of them, and then forgotten.
 *
 * @param machine A machine that takes a seed and gives the digest.
 */
export function keptFrom(machine: AnyStateMachine): Prepared {
  const kept = new Map<number, string>();
  let started = 0;
  return {
    async run(seed) {
      const id = started++, actor = createActor(machine, { input: seed }), output = toPromise(actor);
      actor.subscribe({
        next: () => void kept.set(id, JSON.stringify(actor.getPersistedSnapshot())),
        // The promise tells it.
        error: () => {},
      });
      actor.start();
      await output;
      const { output: digest } = JSON.parse(kept.get(id)!);
      kept.delete(id);
      return digest;
    },
    declaredGraph: () => graphOf(machine.root),
  };
}

/** States that hold no others, and the ways between them; what leads into or out of a parallel state is told of its regions. */
function graphOf(root: AnyStateNode): DeclaredGraph {
  const nodes: string[] = [], edges: [string, string][] = [];
  const visit = (state: AnyStateNode) => {
    const children = Object.values(state.states);
    if (children.length === 0 && state.type !== "final") nodes.push(...tasksOf(state));
    for (const transition of [...state.transitions.values(), state.always ?? []].flat()) {
      for (const target of transition.target ?? []) {
        for (const from of leavesOf(state)) for (const to of entriesOf(target)) edges.push([from, to]);
      }
    }
    for (const child of children) visit(child);
  };
  visit(root);
  const known = new Set(nodes);
  return { nodes, edges: edges.filter(([from, to]) => known.has(from) && known.has(to)) };
}

/** A state that invokes several actors stands for as many tasks. */
function tasksOf({ id, invoke }: AnyStateNode): string[] {
  return invoke.length > 1 ? invoke.map((actor) => actor.id) : [id];
}

function leavesOf(state: AnyStateNode): string[] {
  const children = Object.values(state.states);
  return children.length === 0 ? tasksOf(state) : children.flatMap(leavesOf);
}

function entriesOf(state: AnyStateNode): string[] {
  const children = Object.values(state.states);
  if (children.length === 0) return tasksOf(state);
  const entered = state.type === "parallel" ? children : children.slice(0, 1);
  return entered.flatMap(entriesOf);
}
