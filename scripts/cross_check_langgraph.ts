/**
 * An outsider's cross-check: a chain of 20 nodes of LangGraph's in a bare file, timed by mitata, against the same chain as
 * puffinbench times it. Each measurement has a process of its own, and the two take turns in an order that changes, so
 * that whatever the machine does meets both; compared are the pairs. `--pairs N` sets how many, 6 or more.
 * @module
 */
import { randomFromSeed } from "../src/random/xoshiro128.ts";
import { shuffled } from "../src/random/shuffle.ts";
import { hodgesLehmann } from "../src/stats/hodges_lehmann.ts";
import { fixedText } from "../src/units/digits.ts";
import { fail, print } from "./print.ts";
import { runCommand } from "./run_command.ts";

/** Pairs unless it is said. */
const PAIRS = 10;
/** Largest relative difference of the two medians. */
const DIFFERENCE_LIMIT = 0.05;
const SEED = 5;
const NS_PER_MS = 1e6;
const SCRIPTS = { mitata: "langgraph_bare.ts", puffinbench: "langgraph_measured.ts" } as const;

type Tool = keyof typeof SCRIPTS;

async function medianNs(tool: Tool): Promise<number> {
  const script = new URL(`cross_check/${SCRIPTS[tool]}`, import.meta.url).pathname;
  const found: { medianNs: number } = JSON.parse(await runCommand([Deno.execPath(), "run", "-A", script]));
  return found.medianNs;
}

async function pairsOf(count: number): Promise<Readonly<Record<Tool, number>>[]> {
  const random = randomFromSeed(SEED), pairs: Readonly<Record<Tool, number>>[] = [];
  for (let pair = 0; pair < count; pair++) {
    const times = { mitata: 0, puffinbench: 0 };
    for (const tool of shuffled(["mitata", "puffinbench"] as const, random)) times[tool] = await medianNs(tool);
    pairs.push(times);
    const [bare, ours] = [times.mitata, times.puffinbench].map((ns) => fixedText(ns / NS_PER_MS, 3));
    print(`pair ${pair + 1} of ${count}: mitata ${bare} ms, puffinbench ${ours} ms`);
  }
  return pairs;
}

if (import.meta.main) {
  const at = Deno.args.indexOf("--pairs"), count = at < 0 ? PAIRS : Number(Deno.args[at + 1]);
  if (!(Number.isInteger(count) && count >= 6)) {
    throw new RangeError(`Cannot compare as --pairs must be a whole number of 6 or more: current value is ${count}`);
  }
  const pairs = await pairsOf(count);
  const log = hodgesLehmann(pairs.map(({ mitata, puffinbench }) => Math.log(puffinbench / mitata)));
  const [ratio, lo, hi] = [log.value, log.lo, log.hi].map((value) => fixedText(Math.exp(value), 3));
  const text = `puffinbench says ${ratio} times what mitata says (95% interval ${lo} to ${hi}, ${count} pairs)`;
  const [least, most] = [-Math.log1p(DIFFERENCE_LIMIT), Math.log1p(DIFFERENCE_LIMIT)] as const;
  if (least <= log.lo && log.hi <= most) print(`pass ${text}`);
  else if (log.hi < least || most < log.lo) fail(`FAIL ${text}`);
  else print(`can’t tell whether both are within 5 %: ${text}; more pairs or a quieter machine would tell`);
}
