import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mock } from "node:test";
import { fileURLToPath } from "node:url";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";

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

Deno.test({
  name: "bench/orchestration_bench.ts compares PuffinFlow with plain code, and every bench proves its digests",
  // What is registered stays prepared, with its web workers, until the program ends.
  sanitizeResources: false,
  sanitizeOps: false,
  async fn() {
    const benches = await registered();
    assert.deepEqual(
      Object.keys(Object.groupBy(benches, (bench) => bench.group)),
      orchestration.benchmarks.filter(({ kernel }) => kernel !== "wait").map(({ id }) => id),
    );
    const compared = benches.filter(({ group }) => !group.includes("/setup-cost/"));
    assert.deepEqual(
      compared.map(({ name, baseline }) => [name.split(":")[0], baseline]),
      Array(compared.length / 2).fill([
        ["plain promises", true],
        ["PuffinFlow", false],
      ]).flat(),
    );
    for (const bench of benches) await bench.fn();
  },
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
