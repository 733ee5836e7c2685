/**
 * Says how stable the benchmarks are: two sessions of the same code on the same machine, and the share of rows by
 * processor time whose intervals agree; 95 % are wanted. With two saved results it compares those; else it measures
 * twice: `--profile=NAME` (standard), `--filter=GLOB` (all), `--frameworks=LIST` (puffinflow), `--seed=N` (1).
 * @module
 */
import { PROFILES } from "../src/harness/session/profile.ts";
import { readResult } from "../src/harness/session/result_file.ts";
import type { Result } from "../src/harness/session/result.ts";
import { agreement } from "./stability/agreement.ts";
import { numberOption, textOption } from "./options.ts";
import { fail, print } from "./print.ts";
import { REPOSITORY_ROOT } from "./repository_root.ts";
import { runCommand } from "./run_command.ts";

/** Least share of rows that agree. */
const LEAST_SHARE = 0.95;

async function measured(seed: number): Promise<Result> {
  const directory = await Deno.makeTempDir();
  try {
    const profile = textOption("profile") ?? PROFILES.standard.name, filter = textOption("filter");
    const args = ["run", "--profile", profile, "--frameworks", textOption("frameworks") ?? "puffinflow"];
    const more = ["--metrics", "none", "--seed", `${seed}`, "--save-results", "--output-dir", directory];
    const narrowed = filter === undefined ? [] : ["--filter", filter];
    await runCommand([Deno.execPath(), "run", "-A", "main.ts", ...args, ...more, ...narrowed], {
      cwd: REPOSITORY_ROOT,
    });
    const [file] = [...Deno.readDirSync(directory)].filter(({ name }) => name.endsWith(".json"));
    if (file === undefined) throw new Error("Cannot compare sessions as one of them left no result");
    return await readResult(`${directory}/${file.name}`);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

if (import.meta.main) {
  const files = Deno.args.filter((arg) => !arg.startsWith("--")), seed = numberOption("seed", 1);
  const [first, second] = files.length === 2
    ? await Promise.all([readResult(files[0]!), readResult(files[1]!)])
    : [await measured(seed), await measured(seed + 1)];
  const rows = agreement(first, second), agreeing = rows.filter(({ agrees }) => agrees).length;
  for (const { benchmark, subject, first, second, agrees } of rows) {
    if (agrees) continue;
    const bounds = ({ lo, hi }: typeof first) => `${lo.toFixed(0)} … ${hi.toFixed(0)} ns`;
    const ratio = (second.value / first.value).toFixed(3);
    print(`${benchmark} ${subject}: ${bounds(first)}, then ${bounds(second)} (${ratio}×)`);
  }
  const share = rows.length === 0 ? 0 : agreeing / rows.length;
  const verdict = `${agreeing} of ${rows.length} rows agree within their intervals: ${(100 * share).toFixed(1)} %`;
  print(`host grades ${first.host.grade ?? "unknown"} and ${second.host.grade ?? "unknown"}`);
  if (share < LEAST_SHARE) fail(`${verdict}, of at least ${100 * LEAST_SHARE} %`);
  else print(verdict);
}
