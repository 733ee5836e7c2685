/** The checks that run the whole program, or processes of which the allocations are known: they pass on any host. */
import assert from "node:assert/strict";
import { allocationForks } from "../../../src/harness/selftest/allocation_forks.ts";
import { faultyAdapters } from "../../../src/harness/selftest/faulty_adapters.ts";
import { killedGate } from "../../../src/harness/selftest/killed_gate.ts";
import { CheckBroken, type Findings } from "../../../src/harness/selftest/scene.ts";
import { passes } from "../../../src/harness/selftest/selftest_line.ts";
import { testScene } from "./test_scene.ts";

function assertPass({ lines }: Findings, count: number): void {
  assert.equal(lines.length, count);
  for (const line of lines) assert.ok(passes(line), `${line.id} ${line.what}: ${line.value}`);
}

Deno.test("allocationForks() finds the bytes of known objects, equal in all processes", async () => {
  assertPass(await allocationForks(testScene()), 2);
});

Deno.test("faultyAdapters() finds that faults cost their own cells and the exit code", async () => {
  assertPass(await faultyAdapters(testScene()), 3);
});

Deno.test("killedGate() finds that a killed gate goes on as if it had not been killed", async () => {
  assertPass(await killedGate(testScene()), 3);
});

Deno.test("faultyAdapters() and killedGate() are broken where the program says nothing", async () => {
  const scene = testScene({ program: { program: Deno.execPath(), args: ["eval", "console.error('planted')"] } });
  await assert.rejects(faultyAdapters(scene), CheckBroken);
  await assert.rejects(killedGate({ ...scene, effort: "full" }), /the gate gave no decision: planted/);
});
