/**
 * The text formats before a parser that is not ours: Prometheus' own, by its tool `promtool`. It is no part of this
 * project and has to be on the machine: these tests fail where it is not, for a check that is skipped is none.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { agent } from "puffinflow";
import {
  MetricsRegistry,
  observeMetrics,
  openMetricsText,
  prometheusText,
} from "../../../../src/engine/observability/mod.ts";
import { randomMetrics, recorded } from "./random_metrics.ts";

interface Answer {
  readonly code: number;
  readonly output: string;
}

async function promtool(args: readonly string[], input = ""): Promise<Answer> {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command("promtool", { args: [...args], stdin: "piped", stdout: "piped", stderr: "piped" }).spawn();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error("Cannot check the exposition as promtool must be on the PATH: run `apt-get install -y prometheus`");
  }
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output(), decoder = new TextDecoder();
  return { code, output: decoder.decode(stdout) + decoder.decode(stderr) };
}

/** A registry in which every metric of runs has a series. */
async function runMetrics(): Promise<MetricsRegistry> {
  const registry = new MetricsRegistry();
  const shaky = agent('sha"ky\\\n', { instruments: [observeMetrics(registry)] })
    .state("works", () => 1)
    .state("tried", { retry: { maxAttempts: 2 } }, ({ attempt }) => {
      if (attempt === 1) throw new Error("once");
    })
    .state("breaks", () => {
      throw new Error("broken");
    })
    .state("never", { after: ["breaks"] }, () => 1);
  await shaky.run();
  return registry;
}

Deno.test("promtool finds nothing to say against the metrics of runs", async () => {
  const { code, output } = await promtool(["check", "metrics"], prometheusText((await runMetrics()).collect()));
  assert.equal(output, "");
  assert.equal(code, 0);
});

Deno.test("promtool reads whatever prometheusText() writes", async () => {
  // One process a text would take a second for a hundred: one text with all of them has to do.
  const texts = fc.sample(randomMetrics, 60).map((metrics, i) => {
    return prometheusText(recorded(metrics.map((metric) => ({ ...metric, name: `r${i}_${metric.name}` }))).collect());
  });
  const { code, output } = await promtool(["check", "metrics"], texts.join(""));
  assert.doesNotMatch(output, /error while linting/);
  // 3 says that the names are not as they are usually chosen.
  assert.ok(code === 0 || code === 3, output);
});

/** Name, labels and value of a line. */
const SAMPLE = /^[a-z_]+(?:\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\})? \S+/gm;

Deno.test("Prometheus reads openMetricsText() into its database, exemplars and all, and every label value comes out again", async () => {
  const values = ['"', "\\", "\n", "\\n", "a b", '{x="y"} 1 # {}', "🐧", "", "\u0001", "end\\"];
  const registry = await runMetrics();
  const odd = registry.counter("odd", { help: 'Odd "\\\nones.', labelNames: ["value"] });
  for (const [i, value] of values.entries()) odd.labels({ value }).inc(i + 1, { trace_id: 'a"b' });
  const directory = await Deno.makeTempDir();
  try {
    // Only what has a time can be read into a database, and a scrape has none.
    const text = openMetricsText(registry.collect()).replace(SAMPLE, "$& 1700000000.000");
    await Deno.writeTextFile(`${directory}/metrics.txt`, text);
    const read = await promtool(["tsdb", "create-blocks-from", "openmetrics", `${directory}/metrics.txt`, directory]);
    assert.equal(read.code, 0, read.output);
    // The tool looks for the log that a running server would have.
    await Deno.mkdir(`${directory}/wal`);
    const dump = await promtool(["tsdb", "dump", directory]);
    for (const [i, value] of values.entries()) {
      // The tool writes labels as Go does, which JSON does too for these but the last but one.
      const quoted = JSON.stringify(value).replace("\\u0001", "\\x01");
      const labels = value === "" ? '{__name__="odd_total"}' : `{__name__="odd_total", value=${quoted}}`;
      assert.ok(dump.output.includes(`${labels} ${i + 1} 1700000000000\n`), `${labels} in ${dump.output}`);
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
