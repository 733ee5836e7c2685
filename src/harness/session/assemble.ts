/**
 * Makes a result of what a session measured and of what only its caller knows: the machine, the command
 * line, the tool. Nothing is measured or computed here.
 * @module
 */
import { DEFAULT_TIME_LIMIT_MS, type SessionOutcome, type SessionPlan } from "./plan.ts";
import { type MachineSpec, type Result, RESULT_SCHEMA, type SessionInfo } from "./result.ts";

/** What surrounds a session. */
export interface Circumstances {
  /** The plan that the session ran. */
  readonly plan: SessionPlan;
  readonly machine: MachineSpec;
  /** The command line, without the program. */
  readonly argv: readonly string[];
  readonly tool: SessionInfo["tool"];
  /** What tells hosts apart on which figures may differ. */
  readonly hostFingerprint: string;
}

/**
 * Assembles a result.
 *
 * @param outcome What the session measured.
 * @param circumstances The rest.
 * @returns A result that fits the schema if the circumstances do.
 */
export function assembleResult(outcome: SessionOutcome, circumstances: Circumstances): Result {
  const { plan, machine, argv, tool, hostFingerprint } = circumstances;
  const { status, startedAt, finishedAt, resumedAt, stages, forecast, host, subjects, benchmarks, metrics } = outcome;
  return {
    schema: RESULT_SCHEMA,
    session: {
      id: `${startedAt}/${plan.seed}`,
      startedAt,
      finishedAt,
      status,
      seed: plan.seed,
      argv: [...argv],
      profile: plan.profile,
      timeLimitMs: plan.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS,
      workerFlags: [...plan.workerCommand.flags],
      tool,
      hostFingerprint,
      resumedAt: [...resumedAt],
      stages: stages.map((stage) => ({ ...stage, benchmarks: [...stage.benchmarks] })),
      ...(forecast !== null && { forecast }),
    },
    machine,
    host,
    subjects: [...subjects],
    benchmarks: [...benchmarks],
    ...(metrics.length > 0 && { metrics: [...metrics] }),
  };
}
