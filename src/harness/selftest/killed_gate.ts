/**
 * V9: a gate is killed in the middle and gone on with. No pair that was finished may be lost or measured twice, the
 * order has to be that of the plan, and the verdict that of a gate which nobody killed. What is killed is this very
 * program, and the planted change is so large that chance has no say in the verdict.
 * @module
 */
import * as z from "zod";
import { type JournalContent, readJournal } from "../session/journal.ts";
import type { BlockRecord } from "../session/journal_record.ts";
import { type Fork, type Result, resultSchema } from "../session/result.ts";
import { turnsOf } from "../session/stage.ts";
import { benchmarksNamed } from "./pair_session.ts";
import { type ProgramEnd, runProgram, startProgram } from "./program_run.ts";
import { CheckBroken, type Findings, type Scene } from "./scene.ts";
import type { SelftestLine } from "./selftest_line.ts";

const BENCHMARKS = benchmarksNamed(["diamond/noop", "deep-chain/noop"]);
/** Pairs of the screen; as many again confirm what stood out. */
const PAIRS = 6, ALL_PAIRS = 2 * PAIRS * BENCHMARKS.length;
/** Finished pairs after which the gate is killed. */
const KILLED_AFTER = 7;
/** How often the journal is looked at, and for how long at most, in milliseconds. */
const LOOK_MS = 20, PATIENCE_MS = 120_000;

/** What a run that takes three times as long can only be called; the full self-test asks a gate that nobody kills. */
const EXPECTED_VERDICTS = "regressed,regressed";

/** What is read of the gate's answer. */
const decisionSchema = z.object({
  rows: z.array(z.object({
    benchmark: z.string(),
    metric: z.string().nullable(),
    verdict: z.object({ kind: z.string() }),
  })),
});

/**
 * Kills a gate and goes on with it.
 *
 * @param scene What checks share.
 * @returns Lines for pairs that were lost or doubled, for the order, and for the verdict.
 * @throws {CheckBroken} If a gate gave no answer, or nothing was left to go on with.
 */
export async function killedGate(scene: Scene): Promise<Findings> {
  const directory = await Deno.makeTempDir({ prefix: "puffinbench-" });
  try {
    const whole = scene.effort === "full"
      ? verdictsOf(await runProgram(gateArgs(scene, []), scene))
      : EXPECTED_VERDICTS;
    const { path, content } = await killedAfterSome(directory, scene);
    const resumed = await runProgram(
      ["gate", "--resume", path, "--save-results", "--output-dir", directory, "--format", "json"],
      scene,
    );
    const result = await savedResult(directory, resumed);
    const blocks = content.records.filter((record) => record.kind === "block");
    return {
      lines: [
        line("pairs that a kill -9 lost, changed or doubled", brokenPairs(result, blocks), ALL_PAIRS),
        line("pairs out of the order that the seed decides", brokenOrder(result), ALL_PAIRS),
        line("verdicts that the kill changed", verdictsOf(resumed) === whole ? 0 : 1, 1),
      ],
    };
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function line(what: string, value: number, n: number): SelftestLine {
  return { id: "V9", what, value, unit: "count", n, pass: { atMost: 0 } };
}

function gateArgs({ seed }: Scene, more: readonly string[]): string[] {
  return [
    "gate",
    ...[
      ...BENCHMARKS.flatMap(({ id }) => ["--filter", id]),
      "--framework",
      "control",
      "--profile",
      "quick",
      "--pairs",
      String(PAIRS),
    ],
    ...["--extra-work", "200", "--looks", "1", "--seed", String(seed), "--format", "json", ...more],
  ];
}

async function killedAfterSome(directory: string, scene: Scene): Promise<{ path: string; content: JournalContent }> {
  const gate = startProgram(gateArgs(scene, ["--save-results", "--output-dir", directory]), scene);
  const path = await journalWith(KILLED_AFTER, directory);
  gate.kill();
  const { lastWords } = await gate.ended;
  if (path === null) throw new CheckBroken(`the gate kept no journal: ${lastWords}`);
  return { path, content: await readJournal(path) };
}

/** Waits for a journal with so many blocks; `null` when it takes too long. */
async function journalWith(blocks: number, directory: string): Promise<string | null> {
  const endMs = performance.now() + PATIENCE_MS;
  while (performance.now() < endMs) {
    const name = [...Deno.readDirSync(directory)].map((entry) => entry.name).find((name) => name.endsWith(".ndjson"));
    const path = `${directory}/${name}`;
    if (name !== undefined && (await Deno.readTextFile(path)).split('"kind":"block"').length > blocks) return path;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}

async function savedResult(directory: string, { lastWords }: ProgramEnd): Promise<Result> {
  const name = [...Deno.readDirSync(directory)].map((entry) => entry.name).find((name) => name.endsWith(".json"));
  if (name === undefined) throw new CheckBroken(`the resumed gate saved no result: ${lastWords}`);
  return resultSchema.parse(JSON.parse(await Deno.readTextFile(`${directory}/${name}`)));
}

/** Pairs that are not there exactly once, and those that are not as the journal had them when the gate was killed. */
function brokenPairs({ benchmarks }: Result, before: readonly BlockRecord[]): number {
  const passes = Array.from({ length: 2 * PAIRS }, (_, pass) => pass);
  return benchmarks.flatMap(({ id, cells }) => {
    const arms = cells.map((cell) => cell.status === "measured" ? cell.forks : []);
    const isWhole = (pass: number) => arms.every((forks) => forks.filter((fork) => fork.pass === pass).length === 1);
    const isKept = (pass: number) =>
      before.filter((block) => block.pass === pass && block.benchmark === id).every((block) =>
        block.arms.every(({ outcome }, arm) =>
          outcome.kind === "fork" && arms[arm]!.some((fork) => isSame(fork, outcome.fork))
        )
      );
    return passes.filter((pass) => !isWhole(pass) || !isKept(pass));
  }).length;
}

/** Pairs at whose place the seed would have had another one. */
function brokenOrder({ session, host, benchmarks }: Result): number {
  const inPlan = benchmarks.map(({ id }) => BENCHMARKS.find((benchmark) => benchmark.id === id)!);
  const planned = session.stages.flatMap((stage) => turnsOf(stage, inPlan, session.seed));
  return host.phases.filter(({ pass, benchmark }, place) =>
    planned[place]?.pass !== pass || planned[place]?.benchmark.id !== benchmark
  ).length;
}

function isSame(fork: Fork, other: Fork): boolean {
  return fork.pass === other.pass && String(fork.wallNs) === String(other.wallNs) &&
    String(fork.startedMs) === String(other.startedMs);
}

/** The verdicts by time: on a busy machine a gate goes by the other clock. */
function verdictsOf({ stdout, lastWords }: ProgramEnd): string {
  try {
    const { rows } = decisionSchema.parse(JSON.parse(stdout));
    return rows.filter(({ metric }) => metric !== "allocated").map(({ verdict }) => verdict.kind).join();
  } catch (cause) {
    throw new CheckBroken(`the gate gave no decision: ${lastWords}`, { cause });
  }
}
