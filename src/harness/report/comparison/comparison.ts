/**
 * Puts together how frameworks compare: where PuffinFlow loses, then each question as a table, then what follows for
 * whoever chooses. There is no score over the tables, and no advice but facts.
 * @module
 */
import { CONTROL } from "../../adapters/facts.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import type { ProbedFeatures } from "../../session/result.ts";
import { subjectTitle } from "../wording.ts";
import { aboutTables } from "./about_tables.ts";
import type { ComparisonModel } from "./comparison_model.ts";
import { duelTable, lossSentences } from "./duel_table.ts";
import { featureTable } from "./feature_table.ts";
import { metricComparisons } from "./metric_comparisons.ts";
import { overheadTables, selectionFacts } from "./overhead_tables.ts";

/**
 * Compares the frameworks of a session.
 *
 * @param analysis The session.
 * @param probed What probes found out. @default nothing
 * @returns What there is to say; `null` where nobody but plain code took part beside one subject.
 */
export function comparisonOf(
  analysis: SessionAnalysis,
  probed: readonly ProbedFeatures[] = [],
): ComparisonModel | null {
  const { subjects, benchmarks, metrics } = analysis;
  if (subjects.filter(({ id }) => id !== CONTROL.id).length < 2 && probed.length === 0) return null;
  const titleOf = (id: string) => subjectTitle(subjects, id);
  const asked = probed.filter(({ subject }) => subject !== CONTROL.id);
  return {
    losses: lossSentences(analysis, titleOf),
    facts: selectionFacts(benchmarks, titleOf),
    tables: [
      duelTable(analysis, titleOf),
      ...overheadTables(benchmarks, titleOf),
      ...metricComparisons(metrics, titleOf),
      featureTable(asked, titleOf),
      ...aboutTables(subjects, titleOf),
    ].filter((table) => table !== null),
  };
}
