import assert from "node:assert/strict";
import fc from "fast-check";
import { stronglyConnected } from "../../../../src/harness/workload/micro/strongly_connected.ts";

const graphs = fc.integer({ min: 1, max: 12 }).chain((nodes) =>
  fc.array(fc.uniqueArray(fc.integer({ min: 0, max: nodes - 1 }), { maxLength: 4 }), {
    minLength: nodes,
    maxLength: nodes,
  })
);

/** Who can be reached from a node, itself included. */
function reachableFrom(node: number, edges: readonly (readonly number[])[]): ReadonlySet<number> {
  const reached = new Set([node]);
  for (const from of reached) for (const to of edges[from]!) reached.add(to);
  return reached;
}

Deno.test("stronglyConnected() puts nodes together exactly if each can be reached from the other", () => {
  fc.assert(fc.property(graphs, (edges) => {
    const components = stronglyConnected(edges.length, (node) => edges[node]!);
    const componentOf = new Map(components.flatMap((component, number) => component.map((node) => [node, number])));
    const reached = edges.map((_, node) => reachableFrom(node, edges));
    edges.forEach((_, a) =>
      edges.forEach((_, b) => {
        const isMutual = reached[a]!.has(b) && reached[b]!.has(a);
        assert.equal(componentOf.get(a) === componentOf.get(b), isMutual);
      })
    );
  }));
});

Deno.test("stronglyConnected() finds a circle longer than the call stack", () => {
  const nodes = 50_000;
  const components = stronglyConnected(nodes, (node) => [(node + 1) % nodes]);
  assert.equal(components.length, 1);
  assert.equal(components[0]!.length, nodes);
});
