/**
 * Too few of an agent's last states completed.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** How far a run came. */
export interface QuorumReached {
  /** Last states that completed. */
  readonly completed: number;
  /** How many had to. */
  readonly needs: number;
  /** What the first state to fail threw. */
  readonly cause: unknown;
}

/** A run missed its quorum. */
export class QuorumError extends PuffinError {
  /** The class's name. */
  override readonly name = "QuorumError";
  /** Stable name of this kind of error. */
  override readonly code = "quorum-missed";
  /** Last states that completed. */
  readonly completed: number;
  /** How many had to. */
  readonly needs: number;

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param reached How far the run came.
   */
  constructor(readonly agent: string, reached: QuorumReached) {
    const { completed, needs, cause } = reached;
    super(
      `Cannot complete the run of agent "${agent}" as ${needs} of its last states must complete: ${completed} did`,
      { cause },
    );
    this.completed = completed;
    this.needs = needs;
  }
}
