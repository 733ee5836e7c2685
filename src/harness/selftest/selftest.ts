/**
 * The self-test: makes the checks one after the other and gathers what they found. Nothing is judged here that a
 * line does not judge by itself; what is printed is left to the command line.
 * @module
 */
import { type Check, CHECKS } from "./checks.ts";
import { CheckBroken, CheckSkipped, CheckUnfinished, type Findings, type Scene } from "./scene.ts";
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
  const asked = checks.filter(({ ids }) => ids.some((id) => only.includes(id)));
  for (const [index, check] of asked.entries()) {
    const ids = check.ids.filter((id) => only.includes(id)), { title } = check;
    scene.say(`${index + 1} of ${asked.length}: ${ids.join(", ")}  ${title}`);
    const { lines, alarmRates = [], missing } = await madeOrKept(check, scene);
    outcome.lines.push(...lines.filter(({ id }) => ids.includes(id)).map((line) => structuredClone(line)));
    if (ids.includes("V1")) outcome.alarmRates.push(...alarmRates);
    if (missing !== undefined) outcome.missing.push({ ids, title, ...missing });
  }
  const { effort, seed, spinners, journal } = scene;
  const rank = ({ id }: { id: SelftestId }) => SELFTEST_IDS.indexOf(id);
  return {
    schema: SELFTEST_SCHEMA,
    effort,
    seed,
    spinners,
    startedAt,
    elapsedMs: journal?.spentMs ?? performance.now() - startedMs,
    ...outcome,
    lines: outcome.lines.toSorted((a, b) => rank(a) - rank(b)),
  };
}

type Missing = Pick<SelftestOutcome["missing"][number], "kind" | "why">;

/** Gives what the journal has of a check that came to its end; else makes it, and keeps what it found. */
async function madeOrKept(check: Check, scene: Scene): Promise<Findings & { readonly missing?: Missing }> {
  const { journal, signal } = scene, kept = journal?.found(check.title);
  if (kept !== undefined) return kept;
  if (signal.aborted) return { lines: [], missing: { kind: "unfinished", why: "it was not begun" } };
  try {
    const findings = await check.run(scene), { unfinished } = findings;
    if (unfinished !== undefined) return { ...findings, missing: { kind: "unfinished", why: unfinished } };
    journal?.keep(check.title, findings);
    return findings;
  } catch (error) {
    return { lines: [], missing: missingBy(error, signal) };
  }
}

/** What a check that was stopped throws is no fault of what it tried. */
function missingBy(error: unknown, { aborted }: AbortSignal): Missing {
  if (error instanceof CheckSkipped) return { kind: "skipped", why: error.message };
  if (error instanceof CheckUnfinished) return { kind: "unfinished", why: error.message };
  if (!(error instanceof CheckBroken)) throw error;
  return aborted ? { kind: "unfinished", why: "it was stopped" } : { kind: "broken", why: error.message };
}

/**
 * Tells whether a self-test was passed, as far as it went.
 *
 * @param outcome What was found.
 * @returns Whether there are lines, all keep their limits, and no check broke.
 */
export function isPassed({ lines, missing }: SelftestOutcome): boolean {
  return lines.length > 0 && lines.every(passes) && missing.every(({ kind }) => kind !== "broken");
}
