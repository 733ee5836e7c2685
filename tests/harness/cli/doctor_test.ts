import assert from "node:assert/strict";
import { doctor } from "../../../src/harness/cli/doctor.ts";
import { BUSY, examination, type MadeUpMachine, QUIET } from "../../golden/machine_examination.ts";
import { fakeIo } from "./fake_io.ts";

async function diagnosed(machine: MadeUpMachine) {
  const io = fakeIo();
  const exitCode = await doctor({ color: "auto", ascii: false }, io, {
    examine: () => Promise.resolve(examination(machine)),
    probe: () => Promise.resolve({ kind: "measured", pipe: { roundTripNs: 54_200, ratePerS: 93_200 } }),
  });
  return { exitCode, ...io.written };
}

Deno.test("doctor() says first what it does and then that a quiet machine is fit", async () => {
  const { exitCode, stdout, stderr } = await diagnosed(QUIET);
  assert.equal(exitCode, 0);
  assert.equal(stderr, "puffinbench probes this machine for 3 s\n");
  assert.match(stdout, /^This machine is fit to measure on: grade A\.\n/);
  assert.match(stdout, /Pipe +54\sµs to a process and back, up to 93\sk\/s\n$/);
});

Deno.test("doctor() ends with 5 when the machine is not fit", async () => {
  const { exitCode, stdout } = await diagnosed(BUSY);
  assert.equal(exitCode, 5);
  assert.match(stdout, /^This machine is not fit to measure on: grade F\.\n/);
});
