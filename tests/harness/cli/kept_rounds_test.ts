import assert from "node:assert/strict";
import { keptCpuRounds } from "../../../src/harness/cli/kept_rounds.ts";

const never = () => assert.fail("calibrated again");

Deno.test("keptCpuRounds() calibrates once a host, and anew where what was kept is broken", async () => {
  const cache = await Deno.makeTempDir();
  try {
    const io = { env: { XDG_CACHE_HOME: cache } };
    assert.equal(await keptCpuRounds("a", io, () => 123), 123);
    assert.equal(await keptCpuRounds("a", io, never), 123);
    assert.equal(await keptCpuRounds("b", io, () => 7), 7);
    await Deno.writeTextFile(`${cache}/puffinbench/cpu_rounds/a.json`, '{"rounds":');
    assert.equal(await keptCpuRounds("a", io, () => 456), 456);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});

Deno.test("keptCpuRounds() calibrates each time where nothing can be kept", async () => {
  assert.equal(await keptCpuRounds("a", { env: {} }, () => 5), 5);
  assert.equal(await keptCpuRounds("a", { env: { XDG_CACHE_HOME: "/dev/null" } }, () => 6), 6);
});
