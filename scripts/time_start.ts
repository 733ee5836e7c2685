/**
 * Says what a start costs: `puffinbench --version` beside an empty program under the same runtime, started in turns.
 * From source, or the built file that PUFFIN_BIN names. A report, no check: a busy machine cannot fail it.
 * `tests/harness/cli/light_start_test.ts` checks what a time depends on: what a start loads.
 * @module
 */
import { resolve } from "node:path";
import { medianInterval } from "../src/stats/order_statistic_interval.ts";
import { print } from "./print.ts";
import { REPOSITORY_ROOT } from "./repository_root.ts";
import { runCommand } from "./run_command.ts";

const STARTS = 30;

async function elapsedMs(command: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  await runCommand(command);
  return performance.now() - startedAt;
}

if (import.meta.main) {
  const built = Deno.env.get("PUFFIN_BIN");
  const program = built === undefined
    ? [Deno.execPath(), "run", "-A", "--config", `${REPOSITORY_ROOT}/deno.json`, `${REPOSITORY_ROOT}/main.ts`]
    : [resolve(built)];
  const empty = await Deno.makeTempFile({ suffix: ".js" });
  try {
    const ratios: number[] = [], versionsMs: number[] = [];
    await elapsedMs([...program, "--version"]);
    for (let start = 0; start < STARTS; start++) {
      const versionMs = await elapsedMs([...program, "--version"]);
      versionsMs.push(versionMs);
      ratios.push(versionMs / await elapsedMs([Deno.execPath(), "run", "--no-config", empty]));
    }
    const time = medianInterval(versionsMs), ratio = medianInterval(ratios);
    print(`--version: ${time.value.toFixed(0)} ms [${time.lo.toFixed(0)}, ${time.hi.toFixed(0)}]`);
    print(`against an empty program: ${ratio.value.toFixed(2)}x [${ratio.lo.toFixed(2)}, ${ratio.hi.toFixed(2)}]`);
  } finally {
    await Deno.remove(empty);
  }
}
