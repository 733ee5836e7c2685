import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mock } from "node:test";
import { fileURLToPath } from "node:url";

const BENCH = import.meta.resolve("../../../bench/orchestration_bench.ts");

interface Registered {
  readonly name: string;
  readonly group: string;
  readonly baseline: boolean;
  readonly fn: () => Promise<void>;
}

/** What the bench file hands to `Deno.bench`, once: a module is evaluated on its first import only. */
async function registered(): Promise<readonly Registered[]> {
  const benches: Registered[] = [];
  const { mock: stub } = mock.method(Deno, "bench", (bench: Registered) => void benches.push(bench));
  try {
    await import(BENCH);
    return benches;
  } finally {
    stub.restore();
  }
}

Deno.test("bench/orchestration_bench.ts compares PuffinFlow with plain code, and every bench proves its digests", async () => {
  const benches = await registered();
  assert.deepEqual(Object.keys(Object.groupBy(benches, (bench) => bench.group)), [
    "orchestration/deep-chain/noop",
    "orchestration/deep-chain/cpu",
    "orchestration/wide-fanout/noop",
    "orchestration/wide-fanout/cpu",
    "orchestration/diamond/noop",
    "orchestration/diamond/cpu",
  ]);
  assert.deepEqual(
    benches.map(({ name, baseline }) => [name.split(":")[0], baseline]),
    Array(6).fill([
      ["plain promises", true],
      ["PuffinFlow", false],
    ]).flat(),
  );
  for (const bench of benches) await bench.fn();
});

Deno.test("bench/orchestration_bench.ts loads under a bare `deno bench`, without a permission", () => {
  const filter = ["--filter", "no bench has this name"];
  const output = execFileSync(
    Deno.execPath(),
    ["bench", "--no-prompt", "--no-check", "--json", ...filter, fileURLToPath(BENCH)],
    { env: { ...Deno.env.toObject(), NO_COLOR: "1" }, stdio: ["ignore", "pipe", "ignore"] },
  );
  assert.deepEqual(JSON.parse(output.toString()).benches, []);
});
