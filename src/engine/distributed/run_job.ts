/**
 * A run as a job of BullMQ: one run is one job, in the queue of its agent.
 * @module
 */
import type { Job } from "bullmq";
import type { NewRun } from "../durability/checkpoints/checkpoint_store.ts";

/** What a job holds. */
export interface RunJobData {
  /** The run, as its store has it: a worker need not ask for it. */
  readonly run: NewRun;
  /** Version of the code that it was submitted for. */
  readonly version: string;
  /** Whether the run has a journal already. */
  readonly resumes: boolean;
}

/** A job. */
export type RunJob = Job<RunJobData, void, "run">;

/** Runs that are begun as usual, or one at a time with nothing beside it, as they have ended a process before. */
export type QueueKind = "runs" | "quarantine";

/**
 * Names a queue. BullMQ uses colons itself.
 *
 * @param kind What is in it.
 * @param agent Name of the agent.
 */
export function queueName(kind: QueueKind, agent: string): string {
  return `${kind}.${encodeURIComponent(agent)}`;
}

/**
 * Names a job. BullMQ takes neither colons nor numbers.
 *
 * @param run Id of the run.
 */
export function jobId(run: string): string {
  return `run.${encodeURIComponent(run)}`;
}

/**
 * Says whether a run may have a journal.
 *
 * @param job Its job, as it was given out.
 */
export function mayResume({ data, attemptsStarted, stalledCounter }: RunJob): boolean {
  return data.resumes || attemptsStarted > 1 || stalledCounter > 0;
}
