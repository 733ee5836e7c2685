/**
 * The same chain of LangGraph's as `langgraph_bare.ts`, measured by puffinbench in one process. Prints the median of a run
 * in nanoseconds of wall time, as JSON.
 * @module
 */
import { LANGGRAPH } from "../../src/harness/adapters/facts.ts";
import { PROFILES } from "../../src/harness/session/profile.ts";
import { workerCommand } from "../../src/harness/session/self_command.ts";
import { runSession } from "../../src/harness/session/session.ts";
import { benchmarksNamed } from "../../src/harness/selftest/pair_session.ts";
import { median } from "../../src/stats/median.ts";
import { print } from "../print.ts";

const { benchmarks } = await runSession({
  profile: { ...PROFILES.standard, forks: 1, adaptiveRounds: null },
  benchmarks: benchmarksNamed(["deep-chain/noop"]),
  arms: [{ id: LANGGRAPH.id, adapter: LANGGRAPH.id }],
  seed: 1,
  workerCommand: workerCommand({ entry: new URL("../../main.ts", import.meta.url).href }),
});
const cell = benchmarks[0]!.cells[0]!;
if (cell.status !== "measured") throw new Error(`Cannot compare as LangGraph must be measured: ${cell.reason}`);
const [{ wallNs, batch }] = cell.forks as [typeof cell.forks[number]];
print(JSON.stringify({ medianNs: median(wallNs) / batch }));
