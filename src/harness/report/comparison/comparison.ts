/**
 * Puts together how frameworks compare: where PuffinFlow loses, then each question as a table, then what follows for
 * whoever chooses. There is no score over the tables, and no advice but facts.
 * @module
 */
import { isControl } from "../../adapters/python_facts.ts";
import { overheadGrowths } from "../../compare/overhead_growth.ts";
import { probedModel } from "../../compare/probed_model.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import type { Result } from "../../session/result.ts";
import { subjectTitle } from "../wording.ts";
import { aboutTables } from "./about_tables.ts";
import type { ComparisonModel } from "./comparison_model.ts";
import { duelTable, lossSentences } from "./duel_table.ts";
import { featureTable } from "./feature_table.ts";
import { growthTables } from "./growth_tables.ts";
import { overheadTables, selectionFacts } from "./overhead_tables.ts";

/**
 * Compares the frameworks of a session.
 *
 * @param analysis The session.
 * @param result What it was made of.
 * @returns What there is to say; `null` where nobody but plain code took part beside one subject.
 */
export function comparisonOf(
  analysis: SessionAnalysis,
  result: Pick<Result, "benchmarks" | "features">,
): ComparisonModel | null {
  const { subjects, benchmarks } = analysis, probed = result.features ?? [];
  if (subjects.filter(({ id }) => !isControl(id)).length < 2 && probed.length === 0) return null;
  const titleOf = (id: string) => subjectTitle(subjects, id);
  const asked = probed.filter(({ subject }) => !isControl(subject));
  return {
    losses: lossSentences(analysis, titleOf),
    facts: selectionFacts(benchmarks, titleOf),
    tables: [
      duelTable(analysis, titleOf),
      ...overheadTables(benchmarks, titleOf),
      ...growthTables(overheadGrowths(benchmarks), titleOf),
      featureTable(asked, titleOf),
      ...aboutTables(subjects, { titleOf, probedOf: (id) => probedModel(result, id) }),
    ].filter((table) => table !== null),
  };
}
