/**
 * The self-test: makes the checks one after the other and gathers what they found. Nothing is judged here that a
 * line does not judge by itself; what is printed is left to the command line.
 * @module
 */
import { type Check, CHECKS } from "./checks.ts";
import { CheckBroken, CheckSkipped, type Scene } from "./scene.ts";
import { passes, SELFTEST_IDS, type SelftestId } from "./selftest_line.ts";
import { SELFTEST_SCHEMA, type SelftestOutcome } from "./selftest_outcome.ts";

/**
 * Makes the checks.
 *
 * @param only Ids of the lines that are asked for; those of other ids are neither made nor given.
 * @param scene What checks share.
 * @param checks The checks there are.
 * @returns What was found, in the order of the ids.
 */
export async function runSelftest(
  only: readonly SelftestId[],
  scene: Scene,
  checks: readonly Check[] = CHECKS,
): Promise<SelftestOutcome> {
  const startedAt = new Date().toISOString(), startedMs = performance.now();
  const outcome: Pick<SelftestOutcome, "lines" | "alarmRates" | "missing"> = { lines: [], alarmRates: [], missing: [] };
  for (const { title, ids, run } of checks) {
    const asked = ids.filter((id) => only.includes(id));
    if (asked.length === 0 || scene.signal.aborted) continue;
    scene.say(`${asked.join(", ")}  ${title}`);
    try {
      const { lines, alarmRates = [] } = await run(scene);
      outcome.lines.push(...lines.filter(({ id }) => asked.includes(id)).map((line) => structuredClone(line)));
      if (asked.includes("V1")) outcome.alarmRates.push(...alarmRates);
    } catch (error) {
      if (!(error instanceof CheckBroken || error instanceof CheckSkipped)) throw error;
      const kind = error instanceof CheckSkipped ? "skipped" : "broken";
      outcome.missing.push({ ids: asked, title, kind, why: error.message });
    }
  }
  const { effort, seed, spinners } = scene;
  const rank = ({ id }: { id: SelftestId }) => SELFTEST_IDS.indexOf(id);
  return {
    schema: SELFTEST_SCHEMA,
    effort,
    seed,
    spinners,
    startedAt,
    elapsedMs: performance.now() - startedMs,
    ...outcome,
    lines: outcome.lines.toSorted((a, b) => rank(a) - rank(b)),
  };
}

/**
 * Tells whether a self-test was passed.
 *
 * @param outcome What was found.
 * @returns Whether there are lines, all keep their limits, and no check broke.
 */
export function isPassed({ lines, missing }: SelftestOutcome): boolean {
  return lines.length > 0 && lines.every(passes) && missing.every(({ kind }) => kind === "skipped");
}
