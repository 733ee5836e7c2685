import assert from "node:assert/strict";
import { hostFingerprint } from "../../../src/harness/machine/fingerprint.ts";
import { EXAMPLE_MACHINE } from "../../fixtures/example_machine.ts";

Deno.test("hostFingerprint() is the same for the same make of machine, whatever its name and load", async () => {
  const known = await hostFingerprint(EXAMPLE_MACHINE, ["--a"]);
  assert.match(known, /^[0-9a-f]{16}$/);
  const other = { ...EXAMPLE_MACHINE, hostId: { value: "ffff" }, memoryBytes: EXAMPLE_MACHINE.memoryBytes + 4_096 };
  assert.equal(await hostFingerprint(other, ["--a"]), known);
});

Deno.test("hostFingerprint() changes with processor, kernel, limits, runtime and flags", async () => {
  const { cpu, os, cgroup, runtime } = EXAMPLE_MACHINE;
  const prints = await Promise.all([
    hostFingerprint(EXAMPLE_MACHINE, []),
    hostFingerprint(EXAMPLE_MACHINE, ["--b"]),
    hostFingerprint({ ...EXAMPLE_MACHINE, cpu: { ...cpu, cores: 3 } }, []),
    hostFingerprint({ ...EXAMPLE_MACHINE, os: { ...os, release: "6.2" } }, []),
    hostFingerprint({ ...EXAMPLE_MACHINE, cgroup: { ...cgroup, cpuLimit: { value: 1 } } }, []),
    hostFingerprint({ ...EXAMPLE_MACHINE, runtime: { ...runtime, v8: "15.1" } }, []),
  ]);
  assert.equal(new Set(prints).size, prints.length);
});
