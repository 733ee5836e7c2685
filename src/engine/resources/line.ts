/**
 * The contract of a waiting line: who comes next among those who wait, by one policy. Only the first is
 * ever served, so nobody slips past because what they want happens to be free. The lines are in files of
 * their own; `queue_policy.ts` says which there are.
 * @module
 */
import type { Claim } from "./claim.ts";
import type { Wait } from "./wait.ts";

/** A line. */
export interface Line {
  /** Number of members. */
  readonly size: number;
  /** Whether the order of members is settled when they join. */
  readonly isOrdered: boolean;
  /** All members; from the front, where their order is settled. */
  members(): Iterable<Wait>;
  /** Whose turn is next. */
  readonly first: Wait | null;
  /** Adds a member. */
  join(wait: Wait): void;
  /** Takes a member out, whether its turn has come or not. */
  leave(wait: Wait): void;
  /** A claim was met, whether it has waited or not. */
  met(claim: Claim): void;
  /** A claim was given back. */
  returned(claim: Claim): void;
}
