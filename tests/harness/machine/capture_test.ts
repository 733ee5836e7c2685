import assert from "node:assert/strict";
import * as fc from "fast-check";
import { captureMachine } from "../../../src/harness/machine/capture.ts";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import type { Host } from "../../../src/harness/machine/host.ts";
import { readLoad } from "../../../src/harness/machine/load.ts";
import { systemHost } from "../../../src/harness/machine/system_host.ts";
import { type MachineSpec, resultSchema } from "../../../src/harness/session/result.ts";
import { fixedHost, mutePlatform } from "./fixed_host.ts";
import { fixedTexts, refusedTexts, sameTextEverywhere } from "./fixed_texts.ts";
import { BARE_METAL, CONTAINER, HYBRID, NOTHING } from "./sample_machines.ts";

const machineSchema = resultSchema.shape.machine;

/** The machine section of a result. The compiler checks here that both rooms mean the same by it. */
async function specOf(host: Host): Promise<MachineSpec> {
  return { ...await captureMachine(host), loadBefore: readLoad(host), loadAfter: readLoad(host) };
}

Deno.test("captureMachine() writes down all of a desk computer", async () => {
  const facts = await captureMachine(fixedHost({ files: fixedTexts(BARE_METAL), readingNs: 100 }));
  assert.deepEqual(facts, {
    cpu: { model: known("Imaginary 9000"), cores: 4, availableParallelism: 4 },
    memoryBytes: 16 * 2 ** 30,
    os: {
      name: "linux",
      release: "6.1.0",
      distribution: known('Imaginary GNU/Linux 4 "Noon"'),
      arch: "x86_64",
    },
    hostId: facts.hostId,
    cgroup: { cpuLimit: missing("there is no limit"), memoryLimitBytes: missing("there is no limit") },
    governor: known("performance"),
    turbo: known(false),
    smt: known(true),
    virtualization: known("none"),
    clockSource: known("tsc"),
    clock: { costNs: facts.clock.costNs, grainNs: 100 },
    runtime: { deno: "2.9.6", v8: "15.0.245.2", typescript: "6.0.3" },
  });
  assert.match(facts.hostId.value ?? "", /^[0-9a-f]{12}$/);
  assert.equal(Math.round(facts.clock.costNs), 100);
});

Deno.test("captureMachine() gives a reason for every fact that a system without such files keeps to itself", async () => {
  const { cgroup, governor, turbo, smt, virtualization, clockSource, os } = await captureMachine(
    fixedHost({ ...mutePlatform("darwin"), files: fixedTexts(NOTHING), readingNs: 100 }),
  );
  const facts = [...Object.values(cgroup), governor, turbo, smt, virtualization, clockSource, os.distribution];
  for (const fact of facts) {
    assert("why" in fact);
    assert.match(fact.why, /not on this system/);
  }
});

Deno.test("captureMachine() and readLoad() give what the result schema accepts, on any kind of machine", async () => {
  const hosts: Partial<Host>[] = [
    { files: fixedTexts(BARE_METAL) },
    { files: fixedTexts(HYBRID) },
    { files: fixedTexts(CONTAINER) },
    { files: fixedTexts(NOTHING), ...mutePlatform("darwin") },
    { files: fixedTexts(NOTHING), ...mutePlatform("windows") },
    { files: refusedTexts, ...mutePlatform("linux") },
  ];
  for (const host of hosts) {
    const spec = await specOf(fixedHost({ readingNs: 100, ...host }));
    assert.deepEqual(machineSchema.parse(spec), spec);
  }
});

Deno.test("captureMachine() and readLoad() give what the result schema accepts, whatever the files hold", async () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^-?\d{1,25}( -?\d{1,25}){0,12}\n?$/),
    fc.constantFrom(...Object.values(HYBRID)).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      machineSchema.parse(await specOf(fixedHost({ files: sameTextEverywhere(text), readingNs: 100 })));
    }),
    { numRuns: 60 },
  );
});

Deno.test("captureMachine() and readLoad() give what the result schema accepts, with files cut anywhere", async () => {
  const paths = Object.keys(HYBRID);
  const cut = fc.record({ path: fc.constantFrom(...paths), share: fc.double({ min: 0, max: 1, noNaN: true }) });
  await fc.assert(
    fc.asyncProperty(cut, async ({ path, share }) => {
      const text = HYBRID[path]!;
      const files = fixedTexts({ ...HYBRID, [path]: text.slice(0, Math.floor(text.length * share)) });
      machineSchema.parse(await specOf(fixedHost({ files, readingNs: 100 })));
    }),
    { numRuns: 60 },
  );
});

Deno.test("captureMachine() captures this very machine as the result schema wants it", async () => {
  const spec = await specOf(systemHost);
  assert.deepEqual(machineSchema.parse(spec), spec);
  assert(spec.cpu.cores >= 1);
  assert(spec.clock.costNs > 0);
  assert.equal(spec.runtime.deno, Deno.version.deno);
});
