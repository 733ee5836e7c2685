import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Soak } from "./leak_soak.ts";

/** Time that the program may take before it is taken for one that does not end. */
const TIME_LIMIT_MS = 120_000;
/** Growth of the heap per run that is taken for noise, in bytes: the smallest object has 12. */
const NOISE_BYTES_PER_RUN = 6;

Deno.test("100,000 runs, some failed, cancelled and timed out, leave no memory, listener or timer behind", async () => {
  const program = fileURLToPath(new URL("leak_soak.ts", import.meta.url));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-check", "--v8-flags=--expose-gc", program],
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  const { heapBytes, listeners, listenersPeak, endings }: Soak = JSON.parse(new TextDecoder().decode(stdout));
  assert.deepEqual(endings, { completed: 20_000, failed: 40_000, "timed-out": 20_000, cancelled: 20_000 });
  assert.equal(listeners, 0);
  assert.ok(listenersPeak >= 1_000, `the runs shared the signal: ${listenersPeak} listeners at once`);
  // The first runs make what later ones reuse.
  const [first, ...rest] = heapBytes.slice(2), runs = 10_000 * rest.length;
  const growth = (rest.at(-1)! - first!) / runs;
  assert.ok(growth < NOISE_BYTES_PER_RUN, `${growth} bytes a run: ${heapBytes}`);
});
