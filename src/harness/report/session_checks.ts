/**
 * The checks that a session's own record allows, without the doctor's probe: load before it, what was stolen
 * during it, how even the reference loop ran, the clock, the settings. Limits are those of `machine/grade.ts`.
 * @module
 */
import type { Check, MeasuredCheck } from "../machine/checks.ts";
import { type Fact, followed, isKnown, known, missing } from "../machine/fact.ts";
import { type CheckVerdict, judge, LADDERS, LIMITS } from "../machine/grade.ts";
import { processorShare, variation } from "../machine/spin_grade.ts";
import type { Result } from "../session/result.ts";

/** Fewest runs of the reference loop whose spread means something. */
const FEWEST_RUNS = 3;
const MS_PER_SECOND = 1_000;

/**
 * Makes the checks of a session.
 *
 * @param result The result.
 * @returns All of them, also those whose number is unknown.
 */
export function sessionChecks(
  { machine, host, session }: Pick<Result, "machine" | "host" | "session">,
): readonly Check[] {
  const seconds = Math.max(1, (Date.parse(session.finishedAt) - Date.parse(session.startedAt)) / MS_PER_SECOND);
  const { loadBefore, loadAfter, cpu, clock } = machine;
  const { reference } = host;
  const fromLoop = (number: () => number): Fact<number> =>
    reference.length < FEWEST_RUNS ? missing("the reference loop hardly ran") : known(number());
  const average: Fact<[number, number, number]> = loadBefore.average;
  const throttled: Fact<number> = followed(
    loadBefore.throttledPeriods as Fact<number>,
    (before) => followed(loadAfter.throttledPeriods as Fact<number>, (after) => known((after - before) / seconds)),
  );
  return [
    measured("spin-variation", fromLoop(() => variation(reference.map(({ wallNs }) => wallNs)))),
    measured("processor-share", fromLoop(() => processorShare(reference))),
    measured("processor-pressure", loadBefore.cpuPressurePercent),
    measured("steal", loadAfter.steal),
    measured("load", followed(average, ([lastMinute]) => known(lastMinute / cpu.cores))),
    measured("throttling", throttled),
    measured("clock-cost", known(clock.costNs)),
    measured("clock-grain", known(clock.grainNs)),
    { kind: "setting", id: "governor", ...setting<string>(machine.governor, "performance") },
    { kind: "setting", id: "turbo", ...setting<boolean>(machine.turbo, false) },
  ];
}

function measured(id: MeasuredCheck["id"], value: Fact<number>): MeasuredCheck {
  const limit = { ...LADDERS, ...LIMITS }[id];
  return { kind: "measured", id, value, limit, verdict: isKnown(value) ? judge(limit, value.value) : "unknown" };
}

function setting<T>(value: Fact<T>, wanted: T): { value: Fact<T>; wanted: T; verdict: CheckVerdict } {
  return { value, wanted, verdict: !isKnown(value) ? "unknown" : value.value === wanted ? "good" : "doubtful" };
}
