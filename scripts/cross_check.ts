/**
 * V4 of the self-test: the same kernels measured by puffinbench, mitata, tinybench, nano-benchmark and `deno bench`.
 * Each measurement has a process of its own, and tools take turns in an order that changes, so that whatever the
 * machine does meets all of them. `--json` prints the lines of the self-test instead of a table, `--kernel=80us`
 * measures one kernel only.
 *
 * Left out are tinybench and `deno bench` below a microsecond: the one times every call with a clock that takes
 * longer than the call, the other calls a function that it does not know through one that it does.
 * @module
 */
import { randomFromSeed } from "../src/random/xoshiro128.ts";
import { shuffled } from "../src/random/shuffle.ts";
import { passes, type SelftestLine } from "../src/harness/selftest/selftest_line.ts";
import { median } from "../src/stats/median.ts";
import { KERNEL_NAMES, type KernelName, kernelNamed } from "./cross_check/kernels.ts";
import type { KernelTime } from "./cross_check/measure_kernel.ts";
import { fail, print } from "./print.ts";
import { runCommand } from "./run_command.ts";

/** How often each tool measures each kernel. */
const REPETITIONS = 7;
/** Largest relative difference of two tools' medians. */
const DIFFERENCE_LIMIT = 0.03;
/** Largest difference where a call takes less than the clock can tell, in nanoseconds. */
const NOOP_LIMIT_NS = 1;
/** A call that takes less than so many empty turns of a loop was not made: mitata's factor. */
const DEAD_CODE_FACTOR = 1.42;
const SEED = 4;

type Tool = "puffinbench" | "empty-loop" | "mitata" | "tinybench" | "nano-benchmark" | "deno";
type Figure = keyof KernelTime;

/** Which tools measure a kernel besides ours, and by which figure they are compared with ours. */
const RIVALS: Readonly<Record<KernelName, readonly (readonly [Tool, Figure])[]>> = {
  "80us": [["mitata", "medianNs"], ["tinybench", "medianNs"], ["nano-benchmark", "medianNs"], ["deno", "minNs"]],
  "5us": [["mitata", "medianNs"], ["tinybench", "medianNs"], ["nano-benchmark", "medianNs"], ["deno", "minNs"]],
  "50ns": [["mitata", "medianNs"], ["nano-benchmark", "medianNs"]],
  "noop": [["mitata", "medianNs"], ["empty-loop", "medianNs"]],
};

/** What all tools found of one kernel, one entry a repetition. */
type Findings = ReadonlyMap<Tool, readonly KernelTime[]>;

const folder = new URL("cross_check/", import.meta.url);

async function measure(tool: Tool, kernel: KernelName): Promise<KernelTime> {
  if (tool === "deno") return await measureWithDeno(kernel);
  const script = new URL("measure_kernel.ts", folder).pathname;
  return JSON.parse(await runCommand([Deno.execPath(), "run", "-A", script, tool, kernel]));
}

async function measureWithDeno(kernel: KernelName): Promise<KernelTime> {
  const script = new URL("deno_kernel_bench.ts", folder).pathname;
  const report = JSON.parse(await runCommand([Deno.execPath(), "bench", "-A", "--json", script, "--", kernel]));
  const { min, p75 } = report.benches[0].results[0].ok;
  // It tells no median; its third quartile is printed in place of one and compared with nothing.
  return { minNs: min, medianNs: p75 };
}

async function measureAll(kernel: KernelName): Promise<Findings> {
  const random = randomFromSeed(SEED);
  const tools: Tool[] = ["puffinbench", ...RIVALS[kernel].map(([tool]) => tool)];
  const found = new Map<Tool, KernelTime[]>(tools.map((tool) => [tool, []]));
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    for (const tool of shuffled(tools, random)) found.get(tool)!.push(await measure(tool, kernel));
  }
  return found;
}

function typical(found: Findings, tool: Tool, figure: Figure): number {
  return median(found.get(tool)!.map((time) => time[figure]));
}

function line(figures: Omit<SelftestLine, "id" | "n">): SelftestLine {
  return { id: "V4", n: REPETITIONS, ...figures };
}

function linesOf(kernel: KernelName, found: Findings): SelftestLine[] {
  if (kernel === "noop") return noopLines(found);
  return RIVALS[kernel].map(([tool, figure]) => {
    const what = figure === "medianNs" ? "median" : "quickest sample";
    return line({
      what: `difference of the ${what} from that of ${tool}, a call of ${kernel}`,
      value: Math.abs(typical(found, "puffinbench", figure) / typical(found, tool, figure) - 1),
      unit: "share",
      pass: { atMost: DIFFERENCE_LIMIT },
    });
  });
}

function noopLines(found: Findings): SelftestLine[] {
  const ours = typical(found, "puffinbench", "medianNs"), empty = typical(found, "empty-loop", "medianNs");
  return [
    line({
      what: "difference of the median from that of mitata, a call of nothing",
      value: Math.abs(ours - typical(found, "mitata", "medianNs")),
      unit: "nanoseconds",
      pass: { atMost: NOOP_LIMIT_NS },
    }),
    line({
      what: `a call of nothing taken for one (longer than ${DEAD_CODE_FACTOR} empty turns of a loop)`,
      value: ours > DEAD_CODE_FACTOR * empty ? 1 : 0,
      unit: "count",
      pass: { atMost: 0 },
    }),
  ];
}

function printTable(kernel: KernelName, found: Findings): void {
  for (const tool of found.keys()) {
    const figures = [typical(found, tool, "medianNs"), typical(found, tool, "minNs")].map((ns) => ns.toPrecision(4));
    print(`${kernel.padEnd(6)} ${tool.padEnd(15)} median ${figures[0]!.padStart(9)} ns  min ${figures[1]} ns`);
  }
}

if (import.meta.main) {
  const isJson = Deno.args.includes("--json"), lines: SelftestLine[] = [];
  const [asked] = Deno.args.flatMap((arg) => /^--kernel=(.*)$/.exec(arg)?.[1] ?? []);
  for (const kernel of asked === undefined ? KERNEL_NAMES : [kernelNamed(asked)]) {
    const found = await measureAll(kernel);
    lines.push(...linesOf(kernel, found));
    if (!isJson) printTable(kernel, found);
  }
  if (isJson) print(JSON.stringify(lines));
  else {
    for (const found of lines) {
      const { what, value } = found;
      const text = `${passes(found) ? "pass" : "FAIL"} ${value.toPrecision(3)} ${what}`;
      if (passes(found)) print(text);
      else fail(text);
    }
  }
}
