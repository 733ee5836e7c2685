/**
 * Proposes the budgets that stand for "outstanding" in `suites/ratings/`: the worse end of the interval of a saved
 * result, and a quarter of room for other machines. It only prints, beside the budget of today; who calibrates does
 * so on a quiet machine and by a `standard` result: `deno run -A scripts/propose_budgets.ts RESULT.json`.
 * @module
 */
import { buildModel } from "../src/harness/report/build_model.ts";
import { readResult } from "../src/harness/session/result_file.ts";
import { ALL_RATINGS } from "../src/harness/suites/ratings/all_ratings.ts";
import { fail, print } from "./print.ts";

/** Room beyond what was measured. */
const ROOM = 1.25;

/** A budget of today beside what would follow from a result. */
export interface BudgetProposal {
  readonly benchmark: string;
  readonly today: number;
  readonly measured: number;
  readonly proposed: number;
}

/**
 * Proposes budgets of time per operation.
 *
 * @param model What was measured.
 * @returns One for each row that is rated by its time and was measured, with two digits each.
 */
export function proposals({ suites, subject }: ReturnType<typeof buildModel>): BudgetProposal[] {
  return suites.flatMap(({ benchmarks }) => benchmarks).flatMap(({ id, tasks, cells }): BudgetProposal[] => {
    const limits = ALL_RATINGS[id], cell = cells.find((one) => one.subject === subject);
    if (limits?.metric !== "ns-per-operation" || cell?.status !== "measured") return [];
    const measured = cell.value.hi / tasks;
    if (!Number.isFinite(measured)) return [];
    return [{ benchmark: id, today: limits.limits.outstanding, measured, proposed: twoDigits(measured * ROOM) }];
  });
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

if (import.meta.main) {
  const [path] = Deno.args;
  if (path === undefined) fail("Cannot propose budgets without a saved result: name its file", 2);
  else {
    const result = await readResult(path);
    print(`host grade ${result.host.grade ?? "unknown"}, profile ${result.session.profile.name}; ns per operation`);
    print(`${"benchmark".padEnd(46)} ${"today".padStart(9)} ${"measured".padStart(9)} ${"proposed".padStart(9)}`);
    for (const { benchmark, today, measured, proposed } of proposals(buildModel(result))) {
      const mark = measured > today ? "  over budget" : today > 3 * proposed ? "  loose" : "";
      const numbers = [today, twoDigits(measured), proposed].map((value) => `${value}`.padStart(9)).join(" ");
      print(`${benchmark.padEnd(46)} ${numbers}${mark}`);
    }
  }
}
