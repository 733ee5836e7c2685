/**
 * Whether this machine can be believed: a probe of some seconds, the checks that follow from it, a grade
 * and one plain verdict. Data only; how it is said is left to the reports.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { captureMachine } from "./capture.ts";
import { type Check, checksOf, type Readings } from "./checks.ts";
import { attempt, type Fact, followed, isKnown, known, missing } from "./fact.ts";
import { type Grade, type GradedCheckId, gradeOf, LADDERS } from "./grade.ts";
import type { Host } from "./host.ts";
import { readLoad, readTicks } from "./load.ts";
import type { MachineFacts } from "./machine_spec.ts";
import { compareArms, probe, type ProbeOptions } from "./probe.ts";
import { systemHost } from "./system_host.ts";

/** How to examine. */
export interface ExamineOptions extends Partial<ProbeOptions> {
  /** How long to probe, in milliseconds. Above 0. @default {3_000} */
  readonly durationMs?: number;
  /** Decides the order of the arms. @default {0} */
  readonly seed?: number;
  /** The machine's facts, where they have been captured already. */
  readonly machine?: MachineFacts;
  /** The machine; the one that this program runs on by default. */
  readonly host?: Host;
}

/** The plain answer: `with-care` where something is doubtful, `not-believable` where something is bad. */
export type Believability = "believable" | "with-care" | "not-believable";

/** Why the grade is no A. */
export interface GradeReason {
  readonly check: GradedCheckId;
  readonly value: number;
  /** The grade that this check alone would give. */
  readonly grade: Grade;
  /** What the value would have to be better than for an A. */
  readonly limitOfA: number;
}

/** What was found. */
export interface Examination {
  readonly verdict: Believability;
  /** The worst grade of all checks that give one. */
  readonly grade: Grade;
  /** One for each check that gives less than an A, worst first. */
  readonly reasons: readonly GradeReason[];
  readonly checks: readonly Check[];
  /** The same function timed as two arms: their ratio, which should be 1. */
  readonly selfComparison: Estimate;
  readonly readings: Readings;
}

/**
 * Examines the machine.
 *
 * @param options How long, and which machine.
 * @returns The findings.
 * @throws {RangeError} If `durationMs` is not above 0, or `seed` is no 32-bit integer.
 * @throws The signal's reason, if it is aborted.
 *
 * @example A quick look
 * ```ts
 * import assert from "node:assert/strict";
 * import { examineMachine } from "./doctor.ts";
 *
 * const { grade, verdict } = await examineMachine({ durationMs: 100 });
 * assert.match(grade, /^[A-F]$/);
 * assert(["believable", "with-care", "not-believable"].includes(verdict));
 * ```
 */
export async function examineMachine(options: ExamineOptions = {}): Promise<Examination> {
  const { host = systemHost, durationMs = 3_000, seed = 0, machine = await captureMachine(host), ...rest } = options;
  const since = readTicks(host.files);
  const loadBefore = readLoad(host);
  const switchesBefore = readSwitches(host);
  const startedMs = host.nowMs();
  const slices = await probe(host, { ...rest, durationMs, seed });
  const elapsedMs = host.nowMs() - startedMs;
  const involuntarySwitches = followed(
    switchesBefore,
    (before) => followed(readSwitches(host), (after) => known(after - before)),
  );
  const loadAfter = readLoad(host, { since });
  return diagnose({ machine, slices, elapsedMs, involuntarySwitches, loadBefore, loadAfter });
}

/**
 * Draws the conclusions from what has been read.
 *
 * @param readings What has been read.
 * @returns The findings.
 */
export function diagnose(readings: Readings): Examination {
  const selfComparison = compareArms(readings.slices);
  const checks = checksOf(readings, selfComparison);
  const reasons = gradeReasons(checks);
  return {
    verdict: believability(checks),
    grade: reasons[0]?.grade ?? "A",
    reasons,
    checks,
    selfComparison,
    readings,
  };
}

/** Settings are left out: what they do shows in what is measured. */
function believability(checks: readonly Check[]): Believability {
  const verdicts = checks.filter(({ kind }) => kind === "measured").map(({ verdict }) => verdict);
  if (verdicts.includes("bad")) return "not-believable";
  return verdicts.includes("doubtful") ? "with-care" : "believable";
}

function gradeReasons(checks: readonly Check[]): GradeReason[] {
  const reasons: GradeReason[] = [];
  for (const { kind, id, value } of checks) {
    if (kind !== "measured" || !isGraded(id) || !isKnown(value)) continue;
    const grade = gradeOf(LADDERS[id], value.value);
    if (grade !== "A") reasons.push({ check: id, value: value.value, grade, limitOfA: LADDERS[id].steps[0] });
  }
  return reasons.sort((one, other) => other.grade.localeCompare(one.grade));
}

function isGraded(id: Check["id"]): id is GradedCheckId {
  return id in LADDERS;
}

function readSwitches(host: Host): Fact<number> {
  if (host.os === "windows") return missing("Windows does not count them");
  return attempt(() => host.involuntarySwitches());
}
