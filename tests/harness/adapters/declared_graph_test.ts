/**
 * Graphs read back from the frameworks: all have the same logical graph where they declare one.
 * @module
 */
import assert from "node:assert/strict";
import type { DeclaredGraph } from "../../../src/harness/adapters/declared_graph.ts";
import { adapterIds, loadAdapter } from "../../../src/harness/adapters/registry.ts";
import type { GraphShape } from "../../../src/harness/workload/shape.ts";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";

/** Frameworks in which a graph is the language's own code. */
const IN_CODE = ["control", "langgraph-functional", "llamaindex", "llamaindex-umbrella", "effect"];
/** Frameworks in which branches are the items of one node. */
const WITH_ITEMS = ["pocketflow"];

async function declared(id: string, shape: GraphShape): Promise<DeclaredGraph | undefined> {
  const kernel = { kind: "noop" } as const;
  const work = makeWork(kernel, { ledger: { executed: 0 }, wait: () => Promise.resolve() });
  const prepared = await (await loadAdapter(id)).prepare({ seedName: "graph", shape, kernel }, work);
  return prepared.declaredGraph?.();
}

function counts(graph: DeclaredGraph | undefined): readonly number[] | null {
  return graph === undefined ? null : [graph.nodes.length, graph.edges.length];
}

for (const id of adapterIds) {
  Deno.test(`${id} declares a chain, a diamond and a loop as what they are, or nothing`, async () => {
    const [chain, diamond, loop] = [
      counts(await declared(id, { kind: "chain", length: 5 })),
      counts(await declared(id, { kind: "diamond" })),
      counts(await declared(id, { kind: "loop", turns: 3 })),
    ];
    if (IN_CODE.includes(id)) return assert.deepEqual([chain, diamond, loop], [null, null, null]);
    assert.deepEqual(chain, [5, 4]);
    assert.deepEqual(diamond, WITH_ITEMS.includes(id) ? [3, 2] : [4, 4]);
    assert.deepEqual(loop, WITH_ITEMS.includes(id) ? [2, 2] : [1, 1]);
  });
}
