/**
 * A plan as a few digits: two plans with the same digest measure the same things in the same order.
 * @module
 */
import { DEFAULT_TIME_LIMIT_MS, type SessionPlan } from "./plan.ts";

/** Hexadecimal digits of a digest. */
const DIGITS = 16;

/**
 * Digests a plan.
 *
 * @param plan The plan.
 * @returns The first 16 hexadecimal digits of a SHA-256 over all that decides what is measured, and how.
 */
export async function planDigest(plan: SessionPlan): Promise<string> {
  const { profile, benchmarks, arms, seed, timeLimitMs = DEFAULT_TIME_LIMIT_MS, workerCommand, cpuRounds, metrics } =
    plan;
  const decisive = {
    profile,
    benchmarks,
    // The path of the program may differ from start to start; an arm's own command tells it from the others.
    arms: arms.map((arm) => ({ ...arm, workerCommand: arm.workerCommand?.args ?? null })),
    seed,
    timeLimitMs,
    flags: workerCommand.flags,
    cpuRounds: cpuRounds ?? null,
    metrics: metrics ?? null,
    isStaged: plan.nextStage !== undefined,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(decisive));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex().slice(0, DIGITS);
}
