/**
 * Series of the archive as reports read them: releases named where they begin, sessions on noisy machines marked,
 * changes of level found.
 * @module
 */
import type { ArchivedPoint, ArchivedSeries } from "../archive/archive.ts";
import { changesOf, isNoisyGrade } from "./history.ts";
import type { HistoryModel } from "./model.ts";

/** Where chance comes from: histories of the same sessions must not differ. */
const SEED = 1;
/** Share of all sessions whose interval holds the median, as they were archived. */
const CONFIDENCE = 0.95;

/**
 * Makes the history of a series.
 *
 * @param series The series.
 * @returns Its points and where its level changed.
 */
export function archivedHistory({ benchmark, title, metric, points: archived }: ArchivedSeries): HistoryModel {
  const points = archived.map((point, index) => pointOf(point, archived[index - 1]));
  const name = metric === "allocated" ? `${title}, allocated` : title;
  return { benchmarkId: benchmark, title: name, points, changes: changesOf(points, SEED) };
}

function pointOf(point: ArchivedPoint, before: ArchivedPoint | undefined): HistoryModel["points"][number] {
  const { at, version, commit, grade, value, lo, hi, n } = point;
  return {
    at,
    label: version === before?.version ? null : `v${version}`,
    ...(commit !== null && { commit }),
    value: { value, lo, hi, n, confidence: CONFIDENCE },
    isNoisy: isNoisyGrade(grade),
  };
}
