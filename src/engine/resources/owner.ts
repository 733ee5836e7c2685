/**
 * In whose name resources are asked for: for quotas, for fairness between owners, and for finding what a
 * run has left behind.
 * @module
 */
import type { Owner } from "../coordination/owner.ts";

/**
 * The levels at which usage is counted, each within the one before: an agent of one workflow and the
 * agent of that name in another are two.
 */
export type Scope = "global" | "user" | "workflow" | "agent" | "state";

/** In whose name a request is made. Whatever is left out counts as one nameless owner of that level. */
export interface ResourceOwner {
  /** Who pays. */
  readonly user?: string | undefined;
  /** What the run belongs to. */
  readonly workflow?: string | undefined;
  /** Name of the agent. */
  readonly agent?: string | undefined;
  /** Name of the state. */
  readonly state?: string | undefined;
  /** The run: its number or itself, compared by identity. Nothing is counted by it; leaks are found by it. */
  readonly run?: string | object | undefined;
  /**
   * Who waits and who holds, for a pool that is given a deadlock detector: one line of steps, that waits for one thing
   * at a time. It is the object that counts; locks take it as their `owner`.
   */
  readonly task?: Owner | undefined;
}

/** An owner that is one attempt of a state: a context's `owner`. Pools take it as their `owner`, and so do locks. */
export interface TaskOwner extends ResourceOwner, Owner {
  /** Name of the outermost agent. */
  readonly workflow: string;
  /** Name of the agent. */
  readonly agent: string;
  /** Name of the state. */
  readonly state: string;
  /** Stands for the run. */
  readonly run: object;
  /** Itself. */
  readonly task: TaskOwner;
}

const LEVELS = ["user", "workflow", "agent", "state"] as const;

/** The name that an owner has at a scope: its own, without what it is in. */
export function nameAt(owner: ResourceOwner, scope: Scope): string {
  return scope === "global" ? "" : owner[scope] ?? "";
}

/**
 * Tells owners apart at a scope.
 *
 * @param owner The owner.
 * @param scope The scope.
 * @returns A text that two owners share only if they are one at that scope.
 */
export function pathAt(owner: ResourceOwner, scope: Scope): string {
  switch (scope) {
    case "global":
      return "";
    // Common case first: at the outermost level the name says it all.
    case "user":
      return owner.user ?? "";
    default:
      return JSON.stringify(LEVELS.slice(0, LEVELS.indexOf(scope) + 1).map((level) => owner[level] ?? ""));
  }
}
