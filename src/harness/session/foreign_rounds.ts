/**
 * Sizes the `cpu` kernel for subjects in another language: as many rounds as take as long there as the session's own
 * take here. The same rounds would make a task of 10 µs one of a millisecond, and an engine's part invisible.
 * @module
 */
import { TASK_CPU_NS } from "../measure/calibrate_cpu.ts";
import { PYTHON_CONTROL } from "../adapters/python_facts.ts";
import { DEFAULT_TIME_LIMIT_MS, type SessionPlan } from "./plan.ts";
import type { WorkerPool } from "./worker_pool.ts";

/**
 * Finds the rounds for Python, by its plain code.
 *
 * @param plan The session.
 * @param workers Where a worker is had from.
 * @returns Rounds, or nothing where no benchmark computes in Python, or plain Python cannot be started: its
 * cells then say why.
 */
export async function pythonCpuRounds(plan: SessionPlan, workers: WorkerPool): Promise<number | undefined> {
  const control = plan.arms.find(({ adapter }) => adapter === PYTHON_CONTROL.id);
  const computes = plan.benchmarks.some(({ kernel }) => kernel === "cpu");
  if (control === undefined || control.unavailable !== undefined || !computes) return undefined;
  const { worker } = workers.take(control, { pass: 0, of: "calibration" }, { kind: "benchmark" });
  const { signal, timeLimitMs = DEFAULT_TIME_LIMIT_MS } = plan;
  const outcome = await worker.request({ op: "calibrate", targetNs: TASK_CPU_NS }, { timeLimitMs, signal });
  await worker.close();
  return outcome.kind === "reply" && outcome.reply.op === "calibrated" ? outcome.reply.rounds : undefined;
}
