/**
 * PuffinFlow's metrics, traces, events and alerts, one by one: programs of the suite `observability`.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { alertRules } from "./observability/alerts.ts";
import { exports } from "./observability/exports.ts";
import { recording } from "./observability/recording.ts";
import { spans } from "./observability/spans.ts";
import { watchedRuns } from "./observability/watched_runs.ts";

/** Programs by scenario. */
export const observability: MicroPrograms = { ...recording, ...spans, ...watchedRuns, ...alertRules, ...exports };
