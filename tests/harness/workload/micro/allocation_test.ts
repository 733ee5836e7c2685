import assert from "node:assert/strict";
import { allocationsBy, ALLOCATORS } from "../../../../src/harness/workload/micro/allocation_oracle.ts";
import { allocationQuality } from "../../../../src/harness/workload/micro/allocation_quality.ts";
import {
  ALLOCATION_NODES,
  allocationTrace,
  NODE_CAPACITY,
} from "../../../../src/harness/workload/micro/allocation_trace.ts";

const REQUESTS = 1_000;

/** What is held on each node, at one change after the other. */
function* usage(grants: ReturnType<typeof allocationsBy>): Generator<readonly [cpu: number, memory: number]> {
  const trace = allocationTrace(REQUESTS);
  const changes = grants.flatMap(({ request, node, step }) => {
    const { cpu, memory, holdSteps } = trace[request]!;
    return [{ step, node, cpu, memory }, { step: step + holdSteps, node, cpu: -cpu, memory: -memory }];
  });
  const nodes = Array.from({ length: ALLOCATION_NODES }, (): [number, number] => [0, 0]);
  // What ends at a step makes room for what begins at it.
  for (const { node, cpu, memory } of changes.sort((a, b) => a.step - b.step || a.cpu - b.cpu)) {
    nodes[node]![0] += cpu;
    nodes[node]![1] += memory;
    yield nodes[node]!;
  }
}

for (const allocator of ALLOCATORS) {
  Deno.test(`allocationsBy("${allocator}") never gives more of a node than there is, and nothing before it is asked for`, () => {
    const grants = allocationsBy(allocator, REQUESTS);
    assert.ok(grants.length > REQUESTS / 3);
    assert.equal(new Set(grants.map(({ request }) => request)).size, grants.length);
    assert.ok(grants.every(({ request, step }) => step >= request));
    for (const held of usage(grants)) assert.ok(held.every((amount) => amount >= 0 && amount <= NODE_CAPACITY));
  });
}

Deno.test("allocationQuality() counts what was accepted, what is free on one node, and how far shares are apart", () => {
  const [first] = allocationTrace(1);
  const quality = allocationQuality([{ request: 0, node: 3, step: 0 }], 1);
  assert.equal(quality["accepted-percent"], 100);
  const total = ALLOCATION_NODES * NODE_CAPACITY;
  const onOneNode = [first!.cpu, first!.memory].map((amount) => NODE_CAPACITY / (total - amount));
  assert.equal(quality["fragmentation-percent"], 100 * (onOneNode[0]! + onOneNode[1]!) / 2);
  assert.equal(quality["share-spread-points"], 100 * Math.max(first!.cpu, first!.memory) / total);
});

Deno.test("allocationQuality() finds no shares where nothing was given", () => {
  assert.deepEqual(allocationQuality([], 10), {
    "accepted-percent": 0,
    "fragmentation-percent": 100 / ALLOCATION_NODES,
    "share-spread-points": 0,
    "weighted-share-spread-points": 0,
  });
});
